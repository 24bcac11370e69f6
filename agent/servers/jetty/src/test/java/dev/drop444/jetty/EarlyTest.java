package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The early look in Jetty 12. */
class EarlyTest extends EarlyLookScenarios {

  @Override
  EarlyServer start(KeyStoreFile keys) throws Exception {
    List<String> reached = new CopyOnWriteArrayList<>();
    WovenServer woven = new WovenServer(new Echo(reached), keys);
    woven.weave();
    return new EarlyServer() {
      @Override
      public TrialGates gates() {
        return woven.gates;
      }

      @Override
      public Socket connect(boolean onTlsPort) throws IOException {
        return woven.connect(onTlsPort);
      }

      @Override
      public ServerConnector connector(boolean tls) {
        return woven.connector(tls);
      }

      @Override
      public List<String> reached() {
        return reached;
      }

      @Override
      public List<String> lines() {
        return woven.lines;
      }

      @Override
      public void awaitNothingLeft() throws InterruptedException {
        woven.awaitNothingLeft();
      }

      @Override
      public List<String> troubles() {
        List<String> troubles = new ArrayList<>(woven.takeFailures());
        troubles.addAll(woven.takeLog());
        return troubles;
      }

      @Override
      public void close() throws Exception {
        woven.close();
      }
    };
  }

  private static final class Echo extends Handler.Abstract {
    private final List<String> reached;

    Echo(List<String> reached) {
      this.reached = reached;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String what = request.getMethod() + " " + request.getHttpURI().getPath();
      reached.add(what);
      ByteBuffer body = Content.Source.asByteBuffer(request);
      String answer = what + ":" + ISO_8859_1.decode(body);
      response.write(true, ISO_8859_1.encode(answer), callback);
      return true;
    }
  }
}
