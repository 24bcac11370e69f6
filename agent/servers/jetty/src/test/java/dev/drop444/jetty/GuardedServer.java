package dev.drop444.jetty;

import static org.assertj.core.api.Assertions.fail;

import dev.drop444.jetty.io.Connections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A real Jetty whose {@code Server.handle} asks the advice as the woven method does. */
final class GuardedServer implements AutoCloseable {

  final TrialGates gates = new TrialGates();

  /** What reached the application: method and path. */
  final List<String> reached = new CopyOnWriteArrayList<>();

  /** What the request log shows: path and status. */
  final List<String> logged = new CopyOnWriteArrayList<>();

  private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();
  private final Server server;
  private final ServerConnector connector;

  GuardedServer() throws Exception {
    RequestAdvice advice = new RequestAdvice(gates, new Connections(gates));
    server =
        new Server(new QueuedThreadPool(), null, buffers) {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            return advice.handle(this, request, response, callback)
                || super.handle(request, response, callback);
          }
        };
    connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setRequestLog(
        (request, response) ->
            logged.add(request.getHttpURI().getPath() + " " + response.getStatus()));
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            reached.add(request.getMethod() + " " + request.getHttpURI().getPath());
            Content.Source.consumeAll(request);
            response.write(true, StandardCharsets.UTF_8.encode("hello"), callback);
            return true;
          }
        });
    server.start();
  }

  ServerConnector connector() {
    return connector;
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** Waits until Jetty holds no connection and no buffer of a finished exchange. */
  void awaitNothingLeft() throws InterruptedException {
    await(() -> connector.getConnectedEndPoints().isEmpty() && Leaks.of(buffers) == 0);
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    await(condition, () -> "");
  }

  /**
   * Waits for a condition.
   *
   * @param state what to show if it does not come true
   */
  static void await(BooleanSupplier condition, Supplier<String> state) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > giveUp) {
        fail("gave up waiting " + state.get());
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
