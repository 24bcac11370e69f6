package dev.drop444.it.wire;

import dev.drop444.it.process.ServerProcess;
import java.io.IOException;

/** The ways to speak to a server. */
public enum Protocol {
  HTTP1("http/1.1", false, false),
  HTTP1_TLS("http/1.1 over TLS", true, false),
  H2("h2 with prior knowledge", false, true),
  H2_TLS("h2 over TLS", true, true);

  private final String text;
  private final boolean secure;
  private final boolean http2;

  Protocol(String text, boolean secure, boolean http2) {
    this.text = text;
    this.secure = secure;
    this.http2 = http2;
  }

  public boolean secure() {
    return secure;
  }

  public boolean http2() {
    return http2;
  }

  /** The listener of a server that speaks this. */
  public int port(ServerProcess server) {
    return secure ? server.tlsPort() : server.plainPort();
  }

  /** Connects, with the TLS handshake where there is one. */
  public Wire connect(String from, ServerProcess server) throws IOException {
    return connect(from, port(server));
  }

  /** The same to a port that speaks this. */
  public Wire connect(String from, int port) throws IOException {
    return secure ? new TlsWire(from, port, http2 ? "h2" : "http/1.1") : Wire.plain(from, port);
  }

  @Override
  public String toString() {
    return text;
  }
}
