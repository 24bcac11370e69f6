package dev.drop444.undertow;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.server.handlers.error.SimpleErrorPageHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Every way to answer that Undertow's core has: {@code /app/<way>/<status>}. Loaded beside each
 * version of Undertow.
 */
final class EmbeddedApplication implements HttpHandler {

  static final String PREFIX = "/app/";

  private static final byte[] LARGE = "a large page. ".repeat(20_000).getBytes(US_ASCII);

  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final HttpHandler files =
      new ResourceHandler(
          new ClassPathResourceManager(EmbeddedApplication.class.getClassLoader(), "META-INF"));
  private final HttpHandler encoded =
      new EncodingHandler(
          this::large,
          new ContentEncodingRepository()
              .addEncodingHandler("gzip", new GzipEncodingProvider(), 50));
  private final HttpHandler page = new SimpleErrorPageHandler(this::empty);
  private final Semaphore released = new Semaphore(0);

  /** Notes what an access log would say: status, bytes, method and path. */
  void log(HttpServerExchange exchange) {
    exchange.addExchangeCompleteListener(
        (ended, next) -> {
          notes.add(
              "log:"
                  + String.join(
                      " ",
                      Integer.toString(ended.getStatusCode()),
                      Long.toString(ended.getResponseBytesSent()),
                      ended.getRequestMethod().toString(),
                      ended.getRequestPath()));
          next.proceed();
        });
  }

  List<String> notes() {
    return notes;
  }

  void release() {
    released.release();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String[] way = exchange.getRelativePath().split("/", -1);
    int status = way.length > 3 ? Integer.parseInt(way[3]) : 200;
    exchange.setStatusCode(status);
    switch (way[2]) {
      case "sent":
        exchange.getResponseSender().send("a page\n");
        break;
      case "empty":
        empty(exchange);
        break;
      case "page":
        page.handleRequest(exchange);
        break;
      case "blocking":
        blocking(exchange, this::large);
        break;
      case "encoded":
        blocking(exchange, encoded);
        break;
      case "fields":
        fields(exchange);
        break;
      case "committing":
        exchange.setStatusCode(200);
        exchange.addResponseCommitListener(committed -> committed.setStatusCode(status));
        exchange.getResponseSender().send("a page\n");
        break;
      case "throwing":
        throw new IllegalStateException("thrown by the application");
      case "async":
        async(exchange);
        break;
      case "file":
        exchange.setStatusCode(200);
        exchange.setRelativePath("/" + exchange.getQueryString());
        files.handleRequest(exchange);
        break;
      case "endless":
        blocking(exchange, this::endless);
        break;
      case "reading":
        blocking(exchange, this::reading);
        break;
      case "answering-first":
        blocking(exchange, this::answeringFirst);
        break;
      case "dispatching":
        dispatching(exchange);
        break;
      case "receiving":
        receiving(exchange);
        break;
      case "websocket":
        exchange.setStatusCode(200);
        Handlers.websocket((upgraded, socket) -> socket.resumeReceives()).handleRequest(exchange);
        break;
      case "waiting":
        blocking(exchange, this::waiting);
        break;
      default:
        throw new IllegalArgumentException(exchange.getRelativePath());
    }
  }

  private void empty(HttpServerExchange exchange) {
    // Undertow ends it.
  }

  private static void blocking(HttpServerExchange exchange, HttpHandler handler) {
    HttpHandler onWorker =
        dispatched -> {
          dispatched.startBlocking();
          handler.handleRequest(dispatched);
          dispatched.endExchange();
        };
    exchange.dispatch(onWorker);
  }

  private void large(HttpServerExchange exchange) throws IOException {
    OutputStream out = exchange.getOutputStream();
    out.write(LARGE);
    out.flush();
    out.write(LARGE);
    out.close();
    notes.add("written");
  }

  private void fields(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(new HttpString("X-Login"), "failed");
    exchange.getResponseHeaders().put(Headers.SERVER, "a banner");
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.setResponseCookie(new CookieImpl("session", "s1"));
    exchange.setReasonPhrase("For Reasons");
    exchange.getResponseSender().send("a page with fields\n");
  }

  private static void async(HttpServerExchange exchange) {
    Runnable onIoThread = () -> exchange.getResponseSender().send("later\n");
    Runnable onWorker = () -> exchange.dispatch(exchange.getIoThread(), onIoThread);
    exchange.dispatch(onWorker);
  }

  private void endless(HttpServerExchange exchange) {
    try {
      OutputStream out = exchange.getOutputStream();
      while (true) {
        out.write(LARGE, 0, 1_000);
        out.flush();
      }
    } catch (IOException e) {
      notes.add("the stream has ended");
    }
  }

  private void reading(HttpServerExchange exchange) {
    int read = 0;
    notes.add("reading");
    try (InputStream in = exchange.getInputStream()) {
      byte[] buffer = new byte[1_000];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        read += n;
      }
      notes.add("read " + read);
    } catch (IOException e) {
      notes.add("read " + read + " and failed");
    }
  }

  /** The head is out before the request is in. */
  private void answeringFirst(HttpServerExchange exchange) throws IOException {
    exchange.getOutputStream().flush();
    notes.add("flushed");
    await();
    reading(exchange);
  }

  /** The head is out when the rest is given to another thread. */
  private void dispatching(HttpServerExchange exchange) {
    HttpHandler rest = HttpServerExchange::endExchange;
    HttpHandler onWorker =
        dispatched -> {
          dispatched.startBlocking();
          dispatched.getOutputStream().flush();
          notes.add("waiting");
          await();
          dispatched.dispatch(rest);
        };
    exchange.dispatch(onWorker);
  }

  private static void receiving(HttpServerExchange exchange) {
    exchange
        .getRequestReceiver()
        .receiveFullBytes(
            (received, bytes) -> received.getResponseSender().send(ByteBuffer.wrap(bytes)),
            (failed, e) -> failed.endExchange());
  }

  private void waiting(HttpServerExchange exchange) throws IOException {
    notes.add("waiting");
    await();
    exchange.getOutputStream().write(LARGE);
    exchange.getOutputStream().close();
    notes.add("written");
  }

  private void await() {
    try {
      if (!released.tryAcquire(30, TimeUnit.SECONDS)) {
        notes.add("never released");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
