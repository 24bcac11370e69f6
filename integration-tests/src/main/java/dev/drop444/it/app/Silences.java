package dev.drop444.it.app;

import java.io.IOException;

/** The application asks for silence by status 444, as nginx's users do. */
final class Silences {

  private static final int SILENCE = 444;

  private Silences() {}

  /** Asks for it in one of the ways that every server has. */
  static boolean serve(Exchange exchange, String way) throws IOException {
    switch (way) {
      case "status":
        exchange.status(SILENCE);
        return true;
      case "body":
        return Shop.answer(exchange, SILENCE, "Nobody may read this\n");
      case "flushed":
        exchange.status(SILENCE);
        exchange.out().flush();
        exchange.out().write(new byte[100]);
        return true;
      case "large":
        // More than any buffer, so that the head would go out before the application is done.
        return Shop.answer(exchange, SILENCE, "Nobody may read this\n".repeat(10_000));
      case "error":
        exchange.error(SILENCE);
        return true;
      default:
        return false;
    }
  }
}
