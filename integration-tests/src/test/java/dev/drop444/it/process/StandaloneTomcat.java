package dev.drop444.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tomcat as downloaded, started as its {@code catalina.sh run} does. */
record StandaloneTomcat(String version) implements Server {

  private static final String SERVER_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Server port="-1">
        <Service name="Catalina">
          <Connector port="0" address="127.0.0.1" protocol="HTTP/1.1" maxThreads="20">
            <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"/>
          </Connector>
          <Connector port="0" address="127.0.0.1" protocol="HTTP/1.1" maxThreads="20"
                     scheme="https" secure="true" SSLEnabled="true">
            <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"/>
            <SSLHostConfig>
              <Certificate certificateKeystoreFile="%s" certificateKeystorePassword="%s"/>
            </SSLHostConfig>
          </Connector>
          <Engine name="Catalina" defaultHost="localhost">
            <Host name="localhost" appBase="webapps" autoDeploy="false"/>
          </Engine>
        </Service>
      </Server>
      """;

  @Override
  public String name() {
    return "standalone-tomcat-" + version;
  }

  @Override
  public boolean standalone() {
    return true;
  }

  @Override
  public List<String> prepare(Path base) throws IOException {
    Path home =
        Distribution.unpacked("tomcat-" + version, "org.apache.tomcat:tomcat:zip:" + version);
    Files.createDirectories(base.resolve("temp"));
    Distribution.write(
        base.resolve("conf/server.xml"),
        SERVER_XML.formatted(KeyStores.file(), KeyStores.PASSWORD));
    Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
    Distribution.deploy(base.resolve("webapps/ROOT"), ServletApi.ofTomcat(version));
    return List.of(
        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
        "-Dcatalina.home=" + home,
        "-Dcatalina.base=" + base,
        "-Djava.io.tmpdir=" + base.resolve("temp"),
        "-cp",
        Artifacts.join(
            home.resolve("bin/bootstrap.jar"), List.of(home.resolve("bin/tomcat-juli.jar"))),
        "org.apache.catalina.startup.Bootstrap",
        "start");
  }

  @Override
  public String toString() {
    return name();
  }
}
