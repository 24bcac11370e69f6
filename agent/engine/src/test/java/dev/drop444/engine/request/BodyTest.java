package dev.drop444.engine.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Head;
import dev.drop444.engine.gate.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {

  @ParameterizedTest
  @CsvSource({
    "GET, HTTP_1_1, x, y, false",
    "POST, HTTP_1_1, x, y, false",
    "POST, HTTP_1_1, content-length, 0, false",
    "POST, HTTP_1_1, content-length, 000, false",
    "POST, HTTP_1_1, content-length, 10, true",
    "GET, HTTP_1_1, content-length, 1, true",
    "POST, HTTP_1_1, content-length, nonsense, false",
    "PUT, HTTP_1_1, transfer-encoding, chunked, true",
    "POST, HTTP_2, content-length, 0, false",
    "GET, HTTP_2, content-length, 7, true",
    "GET, HTTP_2, x, y, false",
    "CONNECT, HTTP_2, x, y, false",
    "POST, HTTP_2, x, y, true",
    "PUT, HTTP_2, content-type, application/json, true",
    "PATCH, HTTP_2, content-type, application, true",
    "POST, HTTP_2, content-type, application/grpc, false",
    "POST, HTTP_2, content-type, Application/gRPC+proto, false",
  })
  void isToldByTheHead(
      String method, Protocol protocol, String field, String value, boolean expected) {
    Head head = Head.of(method, "/").in(protocol).with(field, value);
    assertThat(Body.isExpected(head)).isEqualTo(expected);
  }
}
