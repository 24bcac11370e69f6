package dev.drop444.it.measured;

import dev.drop444.it.server.Control;
import dev.drop444.it.server.OneListener;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Embedded Undertow with its defaults and a handler on its I/O threads, its least. */
public final class SmallUndertow {

  private SmallUndertow() {}

  public static void main(String[] arguments) {
    if (Limiter.wanted() != Limiter.NONE) {
      throw new IllegalArgumentException("Not on Undertow: " + Limiter.wanted());
    }
    HttpHandler pages = SmallUndertow::answer;
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                Handlers.path()
                    .addPrefixPath(Small.PAGES, pages)
                    .addExactPath(Small.SMALLEST, pages))
            .build();
    undertow.start();
    Control.start(
        // Undertow counts connections only if it is told to, and by default it is not.
        new OneListener(
            () -> ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort(),
            () -> 0));
  }

  private static void answer(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Small.TYPE);
    exchange.getResponseSender().send(ByteBuffer.wrap(Small.at(exchange.getRequestPath())));
  }
}
