package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;

/** The early look in Jetty 9.4, 10 and 11. */
class ClassicEarlyTest extends EarlyLookScenarios {

  @Override
  EarlyServer start(KeyStoreFile keys) throws Exception {
    ClassicServer classic = new ClassicServer(ClassicEarlyTest::echo, keys);
    return new EarlyServer() {
      @Override
      public TrialGates gates() {
        return classic.gates;
      }

      @Override
      public Socket connect(boolean onTlsPort) throws IOException {
        return classic.connect(onTlsPort);
      }

      @Override
      public ServerConnector connector(boolean tls) {
        return classic.connector(tls);
      }

      @Override
      public List<String> reached() {
        return classic.reached;
      }

      @Override
      public List<String> lines() {
        return classic.lines;
      }

      @Override
      public void awaitNothingLeft() throws InterruptedException {
        classic.awaitNothingLeft();
      }

      @Override
      public List<String> troubles() {
        List<String> troubles = new ArrayList<>(classic.failures);
        troubles.addAll(classic.takeLog());
        return troubles;
      }

      @Override
      public void close() throws Exception {
        classic.close();
      }
    };
  }

  private static void echo(Request request) throws IOException {
    InputStream body = (InputStream) (Object) request.getHttpInput();
    String answer =
        request.getMethod()
            + " "
            + request.getOriginalURI()
            + ":"
            + new String(body.readAllBytes(), ISO_8859_1);
    request.getResponse().getHttpOutput().write(answer.getBytes(ISO_8859_1));
  }
}
