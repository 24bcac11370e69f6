package dev.drop444.it.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The pages of an application in which something goes on: people log in, things take time, and it
 * says no in the ways that applications have. Thread-safe.
 */
public final class Shop {

  private static final int LONGEST_WAIT_MILLIS = 100_000;

  private Shop() {}

  /**
   * Answers a request if it is for one of these pages.
   *
   * @return whether it was
   */
  public static boolean serve(Exchange exchange) throws IOException {
    String path = exchange.path();
    if (path.startsWith("/444/")) {
      return Silences.serve(exchange, path.substring("/444/".length()));
    }
    switch (path) {
      case "/login":
        return Login.withMarker(exchange);
      case "/signin":
        return Login.withRedirect(exchange);
      case "/account":
        return Login.basic(exchange);
      case "/catalogue.php":
      case "/health":
        return answer(exchange, 200, "It is here\n");
      case "/refused":
        return answer(exchange, 403, "Not for you\n");
      case "/closed":
        return answer(exchange, 503, "We are closed\n");
      case "/error-page":
        exchange.error(Integer.parseInt(String.valueOf(exchange.query())));
        return true;
      case "/wait":
        Doors.await(Doors.ticket(), LONGEST_WAIT_MILLIS);
        return answer(exchange, 200, "The doors were opened\n");
      case "/thread":
        return answer(exchange, 200, Thread.currentThread() + "\n");
      case "/stream":
        return stream(exchange);
      default:
        return false;
    }
  }

  static boolean answer(Exchange exchange, int status, String text) throws IOException {
    byte[] content = text.getBytes(UTF_8);
    exchange.status(status);
    exchange.header("Content-Type", "text/plain;charset=utf-8");
    exchange.header("Content-Length", Integer.toString(content.length));
    exchange.out().write(content);
    return true;
  }

  /** Says something now and then until the doors are opened, as server-sent events do. */
  private static boolean stream(Exchange exchange) throws IOException {
    exchange.status(200);
    exchange.header("Content-Type", "text/event-stream");
    OutputStream out = exchange.out();
    long ticket = Doors.ticket();
    do {
      out.write("data: still here\n\n".getBytes(ISO_8859_1));
      out.flush();
    } while (!Doors.await(ticket, 50));
    out.write("data: good-bye\n\n".getBytes(ISO_8859_1));
    return true;
  }
}
