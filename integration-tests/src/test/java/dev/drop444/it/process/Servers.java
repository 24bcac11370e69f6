package dev.drop444.it.process;

import dev.drop444.it.server.JettyMain;
import dev.drop444.it.server.TomcatMain;
import dev.drop444.it.server.UndertowMain;
import dev.drop444.it.spring.SpringMain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every server that is tested, one line each. */
public final class Servers {

  /** The newest release of each line, as far as Maven Central has it packed in the same way. */
  private static final List<Server> NEWEST =
      List.of(
          tomcat("8.5.100"),
          tomcat("9.0.123"),
          tomcat("10.0.27"),
          tomcat("10.1.59"),
          tomcat("11.0.27"),
          tomcatOnNio2("11.0.27"),
          jetty("9.4.58.v20250814"),
          jetty("10.0.26"),
          jetty("11.0.26"),
          jetty("12.0.39"),
          jetty("12.1.14"),
          undertow("2.0.42.Final"),
          undertow("2.2.41.Final"),
          undertow("2.3.27.Final"),
          undertow("2.4.4.Final"),
          new StandaloneTomcat("8.5.100"),
          new StandaloneTomcat("9.0.117"),
          new StandaloneTomcat("10.1.59"),
          new StandaloneTomcat("11.0.24"),
          new StandaloneJetty("11.0.26", false),
          new StandaloneJetty("12.0.31", false),
          new StandaloneJetty("12.1.12", false),
          new StandaloneJetty("12.1.12", true));

  /** The oldest release of each line that is guarded, and what changed a hook in between. */
  private static final List<Server> OLDER =
      List.of(
          tomcat("8.5.78"),
          tomcat("9.0.63"),
          tomcatOnNio2("9.0.123"),
          jetty("9.4.26.v20200117"),
          jetty("10.0.0"),
          jetty("11.0.0"),
          undertow("2.0.0.Final"),
          undertow("2.1.0.Final"),
          undertow("2.2.0.Final"),
          undertow("2.3.0.Final"),
          undertow("2.4.0.Final"),
          new StandaloneJetty("9.4.58.v20250814", false),
          new StandaloneJetty("10.0.25", false),
          new StandaloneJetty("10.0.25", true),
          new StandaloneJetty("11.0.26", true),
          new StandaloneJetty("12.0.31", true));

  private static final String SLF4J = "2.0.17";

  private static final String SPRING_BOOT = "3.5.8";
  private static final String SPRING = "6.2.14";

  /** Which Spring a Boot goes with, where its starters do not say it. */
  private static final Map<String, String> SPRING_OF_BOOT =
      Map.of("2.7.18", "5.3.31", "3.5.16", "6.2.19");

  private Servers() {}

  /** All that there are, whether this run tests them or not. */
  public static List<Server> every() {
    return Stream.concat(NEWEST.stream(), OLDER.stream()).collect(Collectors.toUnmodifiableList());
  }

  /**
   * Those whose names begin as the system property {@code drop444.test.servers} says; without it
   * the newest, and with {@code drop444.test.whole} the older ones, too.
   */
  public static List<Server> all() {
    String wanted = Surroundings.servers();
    if (wanted == null || wanted.isEmpty()) {
      return Surroundings.whole() ? every() : NEWEST;
    }
    List<String> beginnings = Arrays.asList(wanted.split(","));
    return every().stream()
        .filter(server -> beginnings.stream().anyMatch(server.name()::startsWith))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The last of a line that is not guarded; see docs/limits.md. */
  public static List<Server> leftAlone() {
    return List.of(undertow("1.4.28.Final"));
  }

  /** Whether this run was asked for everything, or for some servers by name. */
  public static boolean chosen() {
    String wanted = Surroundings.servers();
    return Surroundings.whole() || (wanted != null && !wanted.isEmpty());
  }

  /** The newest embedded one of each family: for what depends on the family and not the version. */
  public static List<Server> families() {
    return List.of(tomcat("11.0.27"), jetty("12.1.14"), undertow("2.4.4.Final"));
  }

  /** The newest embedded one of each family, with what applications use besides: WebSockets. */
  public static List<Server> stories() {
    return families().stream().map(Servers::withMore).collect(Collectors.toUnmodifiableList());
  }

  private static Server withMore(Server server) {
    EmbeddedServer embedded = (EmbeddedServer) server;
    String version = embedded.name().substring(embedded.name().indexOf('-') + 1);
    if (embedded.main() == TomcatMain.class) {
      return embedded.and("org.apache.tomcat.embed:tomcat-embed-websocket:" + version);
    }
    if (embedded.main() == JettyMain.class) {
      return embedded.and(
          "org.eclipse.jetty.ee10.websocket:jetty-ee10-websocket-jakarta-server:" + version);
    }
    return embedded;
  }

  /** Embedded Undertow that has servlets, below {@code /servlets}, beside handlers. */
  public static Server undertowServlets() {
    String version = "2.3.26.Final";
    return new EmbeddedServer(
        "undertow-servlets-" + version,
        UndertowMain.class,
        List.of("io.undertow:undertow-core:" + version, "io.undertow:undertow-servlet:" + version));
  }

  /** A Spring Boot application on each of the servers. */
  public static List<Server> springBoot() {
    return List.of(springBoot("tomcat"), springBoot("jetty"), springBoot("undertow"));
  }

  /**
   * Spring Boot's executable jars, of the newest release of each line on each server that it offers
   * (4.x has no Undertow any more): all with {@code drop444.test.whole}, otherwise one of each
   * line.
   */
  public static List<Server> executableJars() {
    List<Server> fast =
        List.of(
            executableJar("2.7.18", "jetty"),
            executableJar("3.5.16", "undertow"),
            executableJar("4.1.2", "jetty"));
    List<Server> others =
        List.of(
            executableJar("2.7.18", "tomcat"),
            executableJar("2.7.18", "undertow"),
            executableJar("3.5.16", "tomcat"),
            executableJar("3.5.16", "jetty"),
            executableJar("4.1.2", "tomcat"));
    return Surroundings.whole()
        ? Stream.concat(fast.stream(), others.stream()).collect(Collectors.toUnmodifiableList())
        : fast;
  }

  /** A Spring Boot application in one jar, with one of Boot's servers. */
  public static Server executableJar(String version, String server) {
    String group = "org.springframework.boot:";
    String spring = SPRING_OF_BOOT.get(version);
    // Boot's starter for the web brings Tomcat along, so what else is in it is named one by one.
    return new ExecutableJar(
        version,
        server,
        SpringMain.class,
        List.of(
            group + "spring-boot-starter-" + (spring == null ? "jackson:" : "json:") + version,
            group + "spring-boot-starter-" + server + ":" + version,
            spring == null
                ? group + "spring-boot-webmvc:" + version
                : "org.springframework:spring-webmvc:" + spring));
  }

  private static Server springBoot(String server) {
    String group = "org.springframework.boot:";
    return new EmbeddedServer(
        "spring-boot-" + server,
        SpringMain.class,
        List.of(
            group + "spring-boot-starter-json:" + SPRING_BOOT,
            group + "spring-boot-starter-" + server + ":" + SPRING_BOOT,
            "org.springframework:spring-webmvc:" + SPRING));
  }

  /**
   * Different servers and different versions of the same one in one JVM, each in a class loader of
   * its own; and one of them twice.
   */
  public static Server neighbours() {
    return new Neighbours(
        Stream.of(
                tomcat("10.1.59"),
                tomcat("11.0.27"),
                tomcat("11.0.27"),
                jetty("12.0.39"),
                jetty("12.1.14"),
                undertow("2.2.41.Final"),
                undertow("2.4.4.Final"))
            .map(EmbeddedServer.class::cast)
            .collect(Collectors.toUnmodifiableList()));
  }

  /** Embedded Tomcat whose application is in a jar, too, without which a JVM archives no class. */
  public static Server tomcatOfJars() {
    return new JarredServer(tomcat("11.0.27"));
  }

  /** The same with NIO2's connectors in place of NIO's. */
  private static Server tomcatOnNio2(String version) {
    return tomcat(version).onNio2();
  }

  /** Embedded Tomcat of any version. */
  public static EmbeddedServer tomcat(String version) {
    return new EmbeddedServer(
        "tomcat-" + version,
        TomcatMain.class,
        ServletApi.ofTomcat(version),
        List.of("org.apache.tomcat.embed:tomcat-embed-core:" + version));
  }

  /** Embedded Jetty of any version. */
  public static Server jetty(String version) {
    return new EmbeddedServer(
        "jetty-" + version,
        JettyMain.class,
        ServletApi.ofJetty(version),
        ServletApi.line(version) < 12 ? classicJetty(version) : newJetty(version));
  }

  private static List<String> newJetty(String version) {
    return List.of(
        "org.eclipse.jetty.ee10:jetty-ee10-servlet:" + version,
        "org.eclipse.jetty.http2:jetty-http2-server:" + version,
        "org.eclipse.jetty:jetty-alpn-java-server:" + version,
        "org.eclipse.jetty:jetty-slf4j-impl:" + version);
  }

  /** Before 12; of its own loggers, not all are in Maven Central. */
  private static List<String> classicJetty(String version) {
    return List.of(
        "org.eclipse.jetty:jetty-servlet:" + version,
        "org.eclipse.jetty.http2:http2-server:" + version,
        "org.eclipse.jetty:jetty-alpn-java-server:" + version,
        "org.slf4j:slf4j-simple:" + SLF4J);
  }

  /** Embedded Undertow of any version. */
  public static Server undertow(String version) {
    return new EmbeddedServer(
        "undertow-" + version, UndertowMain.class, List.of("io.undertow:undertow-core:" + version));
  }
}
