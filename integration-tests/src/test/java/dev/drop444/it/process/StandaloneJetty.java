package dev.drop444.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Jetty as downloaded, started through its {@code start.jar}.
 *
 * @param modules whether on the module path; then {@code start.jar} starts another JVM, and so it
 *     is only asked for that one's command line, which is the documented way, too
 */
record StandaloneJetty(String version, boolean modules) implements Server {

  /**
   * Hands the server to the application, so that it can count end points (see JettyByReflection).
   */
  private static final String HAND_OVER_XML =
      """
      <?xml version="1.0"?>
      <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
      <Configure id="Server" class="org.eclipse.jetty.server.Server">
        <Call class="java.lang.System" name="getProperties">
          <Call name="put"><Arg>test.jetty</Arg><Arg><Ref refid="Server"/></Arg></Call>
        </Call>
      </Configure>
      """;

  private static final String START_INI =
      """
      --module=http,http2c,https,http2
      jetty.http.host=127.0.0.1
      jetty.http.port=0
      jetty.ssl.host=127.0.0.1
      jetty.ssl.port=0
      jetty.ssl.sniHostCheck=false
      jetty.sslContext.keyStorePath=etc/keystore.p12
      jetty.sslContext.keyStorePassword=%s
      jetty.sslContext.keyManagerPassword=%s
      jetty.threadPool.maxThreads=30
      jetty.httpConfig.delayDispatchUntilContent=false
      etc/hand-over.xml
      # At the end, because what follows belongs to its environment.
      --module=%s
      """;

  /** What 9.4 would ask for at the console. */
  private static final String TRUST_STORE =
      """
      jetty.sslContext.trustStorePath=etc/keystore.p12
      jetty.sslContext.trustStorePassword=%s
      """;

  @Override
  public String name() {
    return "standalone-jetty-" + (modules ? "jpms-" : "") + version;
  }

  @Override
  public boolean standalone() {
    return true;
  }

  @Override
  public List<String> prepare(Path base) throws IOException {
    Path home =
        Distribution.unpacked("jetty-" + version, "org.eclipse.jetty:jetty-home:zip:" + version);
    int line = ServletApi.line(version);
    String password = KeyStores.PASSWORD;
    String deploy = line < 12 ? "deploy" : "ee10-deploy";
    Distribution.write(
        base.resolve("start.ini"),
        (line < 10 ? TRUST_STORE.formatted(password) : "")
            + START_INI.formatted(password, password, deploy));
    Distribution.write(base.resolve("etc/hand-over.xml"), HAND_OVER_XML);
    Files.copy(KeyStores.file(), base.resolve("etc/keystore.p12"));
    Distribution.deploy(base.resolve("webapps/ROOT"), ServletApi.ofJetty(version));
    List<String> start =
        List.of(
            "-Djetty.base=" + base,
            "-Djetty.home=" + home,
            "-jar",
            home.resolve("start.jar").toString());
    return modules ? onModulePath(start) : start;
  }

  private static List<String> onModulePath(List<String> start) {
    List<String> asking = new ArrayList<>(start);
    asking.addAll(List.of("--jpms", "--dry-run"));
    JavaRun run = JavaRun.of("jetty-dry-run", Surroundings.java(), asking);
    List<String> command = List.of(run.output().trim().split(" ", -1));
    if (!command.contains("--module-path")) {
      throw new IllegalStateException("No command line: " + run);
    }
    // Without the name of the program.
    return command.subList(1, command.size());
  }

  @Override
  public String toString() {
    return name();
  }
}
