package dev.drop444.it.wire;

import dev.drop444.it.process.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection: some requests that come before, and the one that matters. Immutable; held once
 * with each {@link #hold}.
 *
 * @param before requests that are answered on the same connection first
 * @param pipelined whether all are sent at once, before the first answer
 * @param request the one that matters
 */
public record Conversation(List<Request> before, boolean pipelined, Request request) {

  /** RFC 9113 section 7. */
  private static final long PROTOCOL_ERROR = 1;

  private static final Request AFTERWARDS = Request.get("/hello");

  public static Conversation of(Request request) {
    return new Conversation(List.of(), false, request);
  }

  /**
   * What became of it.
   *
   * @param before the answers to the requests before
   * @param response the answer to the one that matters, or null
   * @param ending in words, for example {@code 200} or {@code closed, 0 bytes, FIN}
   */
  public record Seen(List<Response> before, @Nullable Response response, String ending) {}

  /** Holds it on a new connection, which is closed when all is seen. */
  public Seen hold(ServerProcess server, Protocol protocol, String from) throws IOException {
    try (Wire wire = protocol.connect(from, server)) {
      return on(wire, protocol);
    }
  }

  /** The same with a port that speaks the protocol. */
  public Seen hold(int port, Protocol protocol, String from) throws IOException {
    try (Wire wire = protocol.connect(from, port)) {
      return on(wire, protocol);
    }
  }

  /** Holds it on a connection that the caller closes. */
  public Seen on(Wire wire, Protocol protocol) {
    if (wire instanceof TlsWire tls && !tls.established()) {
      return new Seen(List.of(), null, "no TLS, " + wire.bytes() + " bytes, " + wire.end());
    }
    return protocol.http2() ? http2(new Http2(wire, protocol.secure())) : http1(wire);
  }

  /** Holds it in HTTP/2 on a connection that begins as one of HTTP/1.1 and is upgraded. */
  public Seen holdAfterUpgrade(ServerProcess server, String from) throws IOException {
    try (Wire wire = Wire.plain(from, server.plainPort())) {
      return http2(Http2.byUpgrade(wire));
    }
  }

  private Seen http1(Wire wire) {
    Http1 http = new Http1(wire);
    List<Response> answers = new ArrayList<>();
    if (pipelined) {
      ByteArrayOutputStream together = new ByteArrayOutputStream();
      before.forEach(earlier -> together.writeBytes(earlier.http1()));
      together.writeBytes(request.http1());
      http.send(together.toByteArray());
    }
    for (Request earlier : before) {
      if (!pipelined) {
        http.send(earlier.http1());
      }
      Response answer = http.receive();
      if (answer == null) {
        return new Seen(answers, null, "not even answered before, " + wire.end());
      }
      answers.add(answer);
    }
    if (!pipelined) {
      http.send(request.http1());
    }
    Response response = http.receive();
    if (response != null) {
      return new Seen(answers, response, Integer.toString(response.status()));
    }
    String ending = "closed, 0 bytes, " + wire.end();
    if (wire.closeNotified()) {
      ending += " after close_notify";
    }
    return new Seen(answers, null, ending);
  }

  private Seen http2(Http2 http) {
    List<Response> answers = new ArrayList<>();
    for (Request earlier : before) {
      Response answer = answer(http, earlier);
      if (answer == null) {
        return new Seen(answers, null, "not even answered before, " + http.ending());
      }
      answers.add(answer);
    }
    Http2.Stream stream = http.send(request);
    http.await(stream);
    Response response = stream.response();
    if (response != null) {
      return new Seen(answers, response, Integer.toString(response.status()));
    }
    if (stream.reset() < 0) {
      return new Seen(answers, null, "closed, 0 bytes, " + http.ending());
    }
    Http2.Stream after = http.send(AFTERWARDS);
    http.await(after);
    if (after.reset() == PROTOCOL_ERROR) {
      // Tomcat's own race, seen without an agent, too: it hands out a request object again while it
      // still reads the DATA of the request before, and then holds that content-length against the
      // new one. The application has not seen it. A connection that really is broken fails again.
      after = http.send(AFTERWARDS);
      http.await(after);
    }
    Response afterwards = after.response();
    String next = afterwards == null ? http.ending() : "" + afterwards.status();
    return new Seen(answers, null, "RST_STREAM " + stream.reset() + ", next stream " + next);
  }

  private static @Nullable Response answer(Http2 http, Request request) {
    Http2.Stream stream = http.send(request);
    http.await(stream);
    return stream.response();
  }
}
