package dev.drop444.engine.request;

import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import org.jspecify.annotations.Nullable;

/** Whether a request has a body, as far as its head tells. Allocates nothing. */
public final class Body {

  private static final String GRPC = "application/grpc";

  private Body() {}

  /**
   * Whether a body follows the head: Content-Length or Transfer-Encoding say so in HTTP/1 (RFC 9112
   * section 6.3). In HTTP/2 neither is needed (RFC 9113 section 8.1.1); without a length the method
   * tells. A gRPC call is a conversation that may rest for hours, and counts as having none.
   */
  public static boolean isExpected(RequestHead head) {
    CharSequence length = head.header("content-length");
    if (length != null) {
      return isPositive(length);
    }
    if (head.protocol() != Protocol.HTTP_2) {
      return head.header("transfer-encoding") != null;
    }
    return isUsualFor(head.method()) && !isGrpc(head.header("content-type"));
  }

  private static boolean isPositive(CharSequence length) {
    for (int i = 0; i < length.length(); i++) {
      char c = length.charAt(i);
      if (c >= '1' && c <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean isUsualFor(CharSequence method) {
    return "POST".contentEquals(method)
        || "PUT".contentEquals(method)
        || "PATCH".contentEquals(method);
  }

  private static boolean isGrpc(@Nullable CharSequence type) {
    if (type == null || type.length() < GRPC.length()) {
      return false;
    }
    for (int i = 0; i < GRPC.length(); i++) {
      char c = type.charAt(i);
      if (GRPC.charAt(i) != (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)) {
        return false;
      }
    }
    return true;
  }
}
