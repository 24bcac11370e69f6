package dev.drop444.it.server;

import dev.drop444.it.app.Chat;
import dev.drop444.it.app.CountingFilter;
import dev.drop444.it.app.PageServlet;
import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Embedded Tomcat, 10.1 and later. */
public final class TomcatMain {

  private TomcatMain() {}

  public static void main(String[] arguments) throws Exception {
    // For what is inside of web archives, which we have not; and there is one for each JVM.
    TomcatURLStreamHandlerFactory.disable();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    boolean nio2 = Options.connector().equals("nio2");
    String http = "org.apache.coyote.http11.Http11" + (nio2 ? "Nio2" : "Nio") + "Protocol";
    Connector plain = Options.connector().equals("ajp") ? ajp() : http(http);
    Connector tls = http(http);
    encrypt(tls);
    tomcat.setConnector(plain);
    tomcat.getService().addConnector(tls);
    addApplication(tomcat);
    if (Options.accessLog()) {
      tomcat.getHost().getPipeline().addValve(accessLog());
    }
    tomcat.start();
    Control.start(new TomcatListeners(plain, tls));
    tomcat.getServer().await();
  }

  private static Connector ajp() {
    Connector connector = connector("org.apache.coyote.ajp.AjpNioProtocol");
    connector.setProperty("secretRequired", "false");
    return connector;
  }

  private static Connector connector(String protocol) {
    Connector connector = new Connector(protocol);
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxThreads", Integer.toString(Options.workers(20)));
    return connector;
  }

  private static Connector http(String protocol) {
    Connector connector = connector(protocol);
    ExecutorService threads = Options.virtualThreads();
    if (threads != null) {
      connector.getProtocolHandler().setExecutor(threads);
    }
    connector.addUpgradeProtocol(new Http2Protocol());
    return connector;
  }

  private static void encrypt(Connector connector) {
    SSLHostConfig host = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(KeyStoreFile.path());
    certificate.setCertificateKeystorePassword(KeyStoreFile.password());
    host.addCertificate(certificate);
    connector.addSslHostConfig(host);
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
  }

  private static void addApplication(Tomcat tomcat) {
    Context context = tomcat.addContext("", null);
    Wrapper pages = Tomcat.addServlet(context, "pages", new PageServlet());
    pages.setAsyncSupported(true);
    pages.addMapping("/");
    FilterDef filter = new FilterDef();
    filter.setFilterName("counting");
    filter.setFilter(new CountingFilter());
    filter.setAsyncSupported("true");
    context.addFilterDef(filter);
    FilterMap everywhere = new FilterMap();
    everywhere.setFilterName("counting");
    everywhere.addURLPattern("/*");
    context.addFilterMap(everywhere);
    ServletContainerInitializer webSockets =
        Options.webSockets("org.apache.tomcat.websocket.server.WsSci");
    if (webSockets != null) {
      context.addServletContainerInitializer(webSockets, null);
      context.addApplicationListener(Chat.Start.class.getName());
    }
  }

  private static AccessLogValve accessLog() {
    AccessLogValve log = new AccessLogValve();
    log.setDirectory(Path.of("").toAbsolutePath().toString());
    log.setPrefix(Options.ACCESS_LOG);
    log.setSuffix("");
    log.setRotatable(false);
    log.setBuffered(false);
    log.setPattern("%a \"%r\" %s %B");
    return log;
  }

  private static final class TomcatListeners implements Listeners {

    private final Connector plain;
    private final Connector tls;

    TomcatListeners(Connector plain, Connector tls) {
      this.plain = plain;
      this.tls = tls;
    }

    @Override
    public int plainPort() {
      return plain.getLocalPort();
    }

    @Override
    public int tlsPort() {
      return tls.getLocalPort();
    }

    /** The endpoints' own count, which is also what {@code maxConnections} goes by. */
    @Override
    public long connections() {
      return count(plain) + count(tls);
    }

    private static long count(Connector connector) {
      return ((AbstractProtocol<?>) connector.getProtocolHandler()).getConnectionCount();
    }
  }
}
