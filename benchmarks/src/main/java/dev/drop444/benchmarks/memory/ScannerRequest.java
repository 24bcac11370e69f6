package dev.drop444.benchmarks.memory;

import dev.drop444.benchmarks.FixedRequest;
import java.net.InetAddress;

/** What a program sends, from one address after the other. */
final class ScannerRequest extends FixedRequest {

  ScannerRequest(String userAgent) {
    super(InetAddress.getLoopbackAddress(), "/", "host", "shop.example", "user-agent", userAgent);
  }

  /** The same request from somebody else. */
  ScannerRequest from(InetAddress peer) {
    move(peer);
    return this;
  }
}
