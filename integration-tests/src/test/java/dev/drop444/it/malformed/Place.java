package dev.drop444.it.malformed;

import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.wire.TlsWire;
import dev.drop444.it.wire.Wire;
import java.io.IOException;

/** Where the bytes of a shape are put. */
enum Place {
  PLAIN("plain port"),
  TLS_PORT("TLS port"),
  INSIDE_TLS("inside TLS"),
  H2C("plain port, upgrade to HTTP/2"),
  H2("plain port, HTTP/2"),
  H2_TLS("inside TLS, HTTP/2");

  private final String text;

  Place(String text) {
    this.text = text;
  }

  Wire connect(ServerProcess server) throws IOException {
    return switch (this) {
      case PLAIN, H2C, H2 -> Wire.plain("127.0.0.1", server.plainPort());
      case TLS_PORT -> Wire.plain("127.0.0.1", server.tlsPort());
      case INSIDE_TLS -> new TlsWire("127.0.0.1", server.tlsPort(), "http/1.1");
      case H2_TLS -> new TlsWire("127.0.0.1", server.tlsPort(), "h2");
    };
  }

  boolean http2() {
    return this == H2 || this == H2_TLS;
  }

  @Override
  public String toString() {
    return text;
  }
}
