package dev.drop444.it.server;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;

/** A WebSocket that repeats what it hears, through Undertow's own API. */
final class UndertowChat implements WebSocketConnectionCallback {

  @Override
  public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
    channel
        .getReceiveSetter()
        .set(
            new AbstractReceiveListener() {
              @Override
              protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                WebSockets.sendText("heard " + message.getData(), from, null);
              }
            });
    channel.resumeReceives();
  }
}
