package dev.drop444.it.server;

import dev.drop444.it.app.SentFile;
import dev.drop444.it.app.Visits;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.xnio.IoUtils;

/** Pages that need Undertow's own API, where others have servlets. */
final class UndertowPages {

  private UndertowPages() {}

  /** A file by {@code sendfile}, as Undertow's own handler of resources does it. */
  static void file(HttpServerExchange exchange) {
    Visits.note();
    exchange.dispatch(UndertowPages::send);
  }

  private static void send(HttpServerExchange exchange) throws IOException {
    FileChannel file = FileChannel.open(SentFile.file(), StandardOpenOption.READ);
    exchange.addExchangeCompleteListener(
        (over, next) -> {
          IoUtils.safeClose(file);
          next.proceed();
        });
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/octet-stream");
    exchange.setResponseContentLength(file.size());
    exchange.getResponseSender().transferFrom(file, IoCallback.END_EXCHANGE);
  }

  /** An answer on a thread of the application. */
  static void later(HttpServerExchange exchange) {
    Visits.note();
    exchange.dispatch(
        task -> {
          Thread thread = new Thread(task, "asynchronous page");
          thread.setDaemon(true);
          thread.start();
        },
        () -> {
          exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain;charset=utf-8");
          exchange.getResponseSender().send("Later\n");
        });
  }
}
