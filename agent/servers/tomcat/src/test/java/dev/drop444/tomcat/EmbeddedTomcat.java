package dev.drop444.tomcat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http2.Http2Protocol;

/**
 * Tomcat with one servlet that reads the body and answers with its length. Loaded beside the
 * version that it runs.
 */
public final class EmbeddedTomcat implements RunningTomcat {

  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger logged = new AtomicInteger();
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");

  public EmbeddedTomcat(Path base) throws Exception {
    // A URL scheme of its own, of which a JVM can have but one; this JVM has many Tomcats.
    TomcatURLStreamHandlerFactory.disable();
    tomcat.setBaseDir(base.toString());
    tomcat.setSilent(true);
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.addUpgradeProtocol(new Http2Protocol());
    tomcat.setConnector(connector);
    tomcat.getHost().getPipeline().addValve(new CountingLog());
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "length", new Length()).addMapping("/");
    tomcat.start();
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public long connections() {
    return ((AbstractProtocol<?>) connector.getProtocolHandler()).getConnectionCount();
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
