package dev.drop444.tomcat;

import java.io.CharArrayWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.apache.catalina.valves.JsonErrorReportValve;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat with one small application, which has an error page of its own at {@code /pages} and
 * Tomcat's other one at {@code /json}, and static files at {@code /static}. Loaded beside the
 * version that it runs.
 */
public final class EmbeddedTomcat implements RunningTomcat {

  private final EmbeddedTomcatApplication application = new EmbeddedTomcatApplication();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final List<String> loggedInFull = new CopyOnWriteArrayList<>();
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector;
  private final Connector tls;
  private final Connector ajp;
  private final List<Connector> connectors = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param keyStore for a second port, with TLS; null for no such port
   * @param channels of the connectors, {@code Nio} or {@code Nio2}
   */
  public EmbeddedTomcat(Path base, @Nullable Path keyStore, String channels) throws Exception {
    String http = "org.apache.coyote.http11.Http11" + channels + "Protocol";
    connector = new Connector(http);
    tls = new Connector(http);
    ajp = new Connector("org.apache.coyote.ajp.Ajp" + channels + "Protocol");
    // A URL scheme of its own, of which a JVM can have but one; this JVM has five Tomcats.
    TomcatURLStreamHandlerFactory.disable();
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
    connector.setProperty("server", "Tomcat of the test");
    connector.setProperty("compression", "force");
    // Which are not the defaults of 8.5.78.
    connector.setProperty("rejectIllegalHeader", "true");
    connector.setProperty("allowHostHeaderMismatch", "false");
    add(connector);
    if (keyStore != null) {
      tls.setSecure(true);
      tls.setScheme("https");
      tls.setProperty("SSLEnabled", "true");
      SSLHostConfig host = new SSLHostConfig();
      SSLHostConfigCertificate certificate =
          new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
      certificate.setCertificateKeystoreFile(keyStore.toString());
      certificate.setCertificateKeystorePassword(KeyStoreFile.PASSWORD);
      host.addCertificate(certificate);
      tls.addSslHostConfig(host);
      add(tls);
    }
    ajp.setPort(0);
    ajp.setProperty("address", "127.0.0.1");
    ajp.setProperty("secretRequired", "false");
    tomcat.setConnector(ajp);
    logs(true);
    addApplication("");
    addApplication("/pages").addErrorPage(ownPage());
    Context json = addApplication("/json");
    if (JsonErrorReportValve.class.getClassLoader() == Tomcat.class.getClassLoader()) {
      // Which 8.5.78 does not have.
      json.getPipeline().addValve(new JsonErrorReportValve());
    }
    Context files = tomcat.addContext("/static", base.toString());
    Tomcat.addServlet(files, "files", new DefaultServlet()).addMapping("/");
    Files.write(base.resolve("small.txt"), new byte[10]);
    // More than 48 KiB are left to the connector to send.
    Files.write(base.resolve("large.txt"), new byte[100_000]);
    tomcat.start();
  }

  private Context addApplication(String path) {
    Context context = tomcat.addContext(path, null);
    Wrapper wrapper = Tomcat.addServlet(context, "application", application);
    wrapper.setAsyncSupported(true);
    wrapper.addMapping("/");
    return context;
  }

  private static ErrorPage ownPage() {
    ErrorPage page = new ErrorPage();
    page.setErrorCode(404);
    page.setLocation("/own-page");
    return page;
  }

  private void add(Connector each) {
    each.setPort(0);
    each.setProperty("address", "127.0.0.1");
    each.addUpgradeProtocol(new Http2Protocol());
    connectors.add(each);
    tomcat.setConnector(each);
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public int tlsPort() {
    return tls.getLocalPort();
  }

  @Override
  public int ajpPort() {
    return ajp.getLocalPort();
  }

  @Override
  public void go() {
    application.go.release();
  }

  @Override
  public long connections() {
    long all = 0;
    for (Connector each : connectors) {
      all += ((AbstractProtocol<?>) each.getProtocolHandler()).getConnectionCount();
    }
    return all;
  }

  @Override
  public int served() {
    return application.served.get();
  }

  @Override
  public List<String> told() {
    return application.told;
  }

  @Override
  public List<String> logged() {
    return logged;
  }

  @Override
  public List<String> loggedInFull() {
    return loggedInFull;
  }

  @Override
  public void logs(boolean wanted) {
    Pipeline pipeline = tomcat.getHost().getPipeline();
    if (wanted) {
      pipeline.addValve(new KeptLog("%s %U", logged));
      pipeline.addValve(new KeptLog("%h \"%r\" %s %B %{yyyy}t %D", loggedInFull));
      return;
    }
    for (Valve valve : pipeline.getValves()) {
      if (valve instanceof KeptLog) {
        pipeline.removeValve(valve);
      }
    }
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private static final class KeptLog extends AbstractAccessLogValve {
    private final List<String> lines;

    KeptLog(String pattern, List<String> lines) {
      setPattern(pattern);
      this.lines = lines;
    }

    @Override
    protected void log(CharArrayWriter line) {
      lines.add(line.toString());
    }
  }
}
