package dev.drop444.it.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;

/** The ways in which applications let people in: forms, and HTTP Basic (RFC 7617). */
final class Login {

  private static final String RIGHT_FORM = "user=ada&password=correct-horse";
  private static final String RIGHT_BASIC =
      "Basic " + Base64.getEncoder().encodeToString("ada:correct-horse".getBytes(UTF_8));

  private Login() {}

  /** A form that is shown again, with 200, when the password is wrong. */
  static boolean withMarker(Exchange exchange) throws IOException {
    if (!exchange.method().equals("POST")) {
      return Shop.answer(exchange, 200, "Who are you?\n");
    }
    if (isRight(exchange)) {
      return Shop.answer(exchange, 200, "Welcome, Ada\n");
    }
    exchange.header("X-Login", "failed");
    return Shop.answer(exchange, 200, "That was wrong. Who are you?\n");
  }

  /** A form that redirects, whatever was typed, as Spring Security's does. */
  static boolean withRedirect(Exchange exchange) throws IOException {
    if (!exchange.method().equals("POST")) {
      return Shop.answer(exchange, 200, "Who are you?\n");
    }
    exchange.header("Location", isRight(exchange) ? "/account" : "/signin?error");
    return Shop.answer(exchange, 302, "");
  }

  private static boolean isRight(Exchange exchange) throws IOException {
    return new String(exchange.body().readAllBytes(), ISO_8859_1).equals(RIGHT_FORM);
  }

  /** A page that asks the browser for a password. */
  static boolean basic(Exchange exchange) throws IOException {
    if (RIGHT_BASIC.equals(exchange.header("Authorization"))) {
      return Shop.answer(exchange, 200, "Ada's account\n");
    }
    exchange.header("WWW-Authenticate", "Basic realm=\"shop\"");
    return Shop.answer(exchange, 401, "Who are you?\n");
  }
}
