package dev.drop444.tomcat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat with one servlet that reads the body and answers with its length. Loaded beside the
 * version that it runs.
 */
public final class EmbeddedTomcat implements RunningTomcat {

  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger logged = new AtomicInteger();
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = nio();
  private final Connector tls = nio();

  private final List<Connector> connectors = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param keyStore for a second port, with TLS; null for no such port
   */
  public EmbeddedTomcat(Path base, @Nullable Path keyStore) throws Exception {
    // A URL scheme of its own, of which a JVM can have but one; this JVM has five Tomcats.
    TomcatURLStreamHandlerFactory.disable();
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
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
    tomcat.getHost().getPipeline().addValve(new CountingLog());
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "length", new Length()).addMapping("/");
    tomcat.start();
  }

  private static Connector nio() {
    return new Connector("org.apache.coyote.http11.Http11NioProtocol");
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
  public long connections() {
    long all = 0;
    for (Connector each : connectors) {
      all += ((AbstractProtocol<?>) each.getProtocolHandler()).getConnectionCount();
    }
    return all;
  }

  @Override
  public int served() {
    return served.get();
  }

  @Override
  public int logged() {
    return logged.get();
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private final class Length extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      served.incrementAndGet();
      if (request.getRequestURI().equals("/own-400")) {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        return;
      }
      int length = request.getInputStream().readAllBytes().length;
      byte[] body = ("length " + length).getBytes(StandardCharsets.US_ASCII);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  private final class CountingLog extends AbstractAccessLogValve {
    CountingLog() {
      setPattern("common");
    }

    @Override
    protected void log(CharArrayWriter line) {
      logged.incrementAndGet();
    }
  }
}
