package dev.drop444.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoneHeadTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a b HTTP/1.1\r\nHost: shop.example\r\n\r\n",
        "GET /a b HTTP/1.1\n\n",
        "G\u0001T / HTTP/1.1\r\nCookie: content-length: 7\r\nX-Content-Length: 7\r\n\r\n",
        "\r\n\r\n"
      })
  void thatIsAll(String read) {
    assertThat(isAll(read)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\r\n",
        "GET /a b HTTP/1.1\r\n",
        "GET /a b HTTP/1.1\r\nHost: shop.example\r\n",
        "GET /a b HTTP/1.1\r\nHost: shop.example\r\n\r",
        "POST /a b HTTP/1.1\r\nContent-Length: 4\r\n\r\n",
        "POST /a b HTTP/1.1\r\ncontent-LENGTH : 4\r\n\r\n",
        "POST /a b HTTP/1.1\r\nHost: a\nTransfer-Encoding: chunked\r\n\r\n",
        "GET /a b HTTP/1.1\r\n\r\nmore"
      })
  void moreMayCome(String read) {
    assertThat(isAll(read)).isFalse();
  }

  private static boolean isAll(String read) {
    ByteBuffer bytes = ByteBuffer.wrap(read.getBytes(StandardCharsets.ISO_8859_1));
    bytes.position(bytes.limit() / 2);
    boolean isAll = LoneHead.isAllOf(bytes);
    assertThat(bytes.position()).isEqualTo(bytes.limit() / 2);
    return isAll;
  }
}
