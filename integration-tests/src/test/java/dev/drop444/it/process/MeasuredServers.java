package dev.drop444.it.process;

import dev.drop444.it.measured.SmallJetty;
import dev.drop444.it.measured.SmallTomcat;
import dev.drop444.it.measured.SmallUndertow;
import java.util.Arrays;
import java.util.List;

/** The servers that benchmarks measure: the newest of each family, around next to nothing. */
public final class MeasuredServers {

  private static final String TOMCAT = "11.0.27";
  private static final String JETTY = "12.1.14";
  private static final String UNDERTOW = "2.4.4.Final";
  private static final String BUCKET4J = "com.bucket4j:bucket4j_jdk11-core:8.14.0";

  private MeasuredServers() {}

  /** Those whose names begin as {@code drop444.test.servers} says; without it all of them. */
  public static List<Server> all() {
    List<Server> every =
        List.of(
            new EmbeddedServer(
                "tomcat-" + TOMCAT,
                SmallTomcat.class,
                List.of("org.apache.tomcat.embed:tomcat-embed-core:" + TOMCAT, BUCKET4J)),
            new EmbeddedServer(
                "jetty-" + JETTY,
                SmallJetty.class,
                List.of(
                    "org.eclipse.jetty:jetty-server:" + JETTY,
                    "org.eclipse.jetty:jetty-slf4j-impl:" + JETTY)),
            new EmbeddedServer(
                "undertow-" + UNDERTOW,
                SmallUndertow.class,
                List.of("io.undertow:undertow-core:" + UNDERTOW)));
    String wanted = Surroundings.servers();
    if (wanted == null || wanted.isEmpty()) {
      return every;
    }
    List<String> beginnings = Arrays.asList(wanted.split(","));
    return every.stream()
        .filter(server -> beginnings.stream().anyMatch(server.name()::startsWith))
        .toList();
  }
}
