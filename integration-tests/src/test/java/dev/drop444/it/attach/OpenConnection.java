package dev.drop444.it.attach;

import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Http2;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A connection that stays open from one request to the next. Confined to one thread. */
final class OpenConnection implements AutoCloseable {

  private final ServerProcess server;
  private final Protocol protocol;
  private Wire wire;
  private @Nullable Http1 http1;
  private @Nullable Http2 http2;
  private boolean announcedItsEnd;

  OpenConnection(ServerProcess server, Protocol protocol) throws IOException {
    this.server = server;
    this.protocol = protocol;
    this.wire = protocol.connect("127.0.0.1", server);
    this.http1 = protocol.http2() ? null : new Http1(wire);
    this.http2 = protocol.http2() ? new Http2(wire, protocol.secure()) : null;
  }

  /**
   * The same as {@link #ask}, on a new connection if the server has said that this one is at its
   * end: Tomcat does so every hundred requests.
   */
  String askOn(Request request) throws IOException {
    if (announcedItsEnd) {
      wire.close();
      announcedItsEnd = false;
      wire = protocol.connect("127.0.0.1", server);
      http1 = new Http1(wire);
    }
    return ask(request);
  }

  /** The status of the answer, or how the request ended without one. */
  String ask(Request request) {
    Response response;
    String silence;
    if (http1 != null) {
      http1.send(request.http1());
      response = http1.receive();
      silence = "closed, " + wire.end();
    } else if (http2 != null) {
      Http2.Stream stream = http2.send(request);
      http2.await(stream);
      response = stream.response();
      silence = stream.reset() >= 0 ? "RST_STREAM " + stream.reset() : "closed, " + http2.ending();
    } else {
      throw new IllegalStateException("speaks nothing");
    }
    announcedItsEnd =
        http1 != null
            && response != null
            && response.text().toLowerCase(Locale.ROOT).contains("connection: close");
    return response == null ? silence : Integer.toString(response.status());
  }

  @Override
  public void close() {
    wire.close();
  }
}
