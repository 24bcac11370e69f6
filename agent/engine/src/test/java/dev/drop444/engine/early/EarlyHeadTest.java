package dev.drop444.engine.early;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.gate.Protocol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyHeadTest {

  private static final String FIELDS = "Host: a.example\r\nUser-Agent: x\r\n\r\n";

  private final EarlyHead head = new EarlyHead();

  private boolean read(String bytes) {
    return find(bytes) == Finding.REQUEST;
  }

  private Finding find(String bytes) {
    return head.read(Addresses.of("198.51.100.1"), 8080, buffer(bytes));
  }

  /** Not at the beginning of the buffer, which is larger. */
  private static ByteBuffer buffer(String bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(20_000).position(7);
    buffer.put(bytes.getBytes(ISO_8859_1)).flip().position(7);
    return buffer;
  }

  @Test
  void showsWhatWasSent() {
    assertThat(
            read(
                "GET /a/b.c?d=%20e;f HTTP/1.1\r\nHost:  a.example:80 \r\nX-One:1\r\nx-one:\t2\t\r\n"
                    + "Empty:\r\n\r\n"))
        .isTrue();
    assertThat(head.method()).hasToString("GET");
    assertThat(head.target()).hasToString("/a/b.c?d=%20e;f");
    assertThat(head.protocol()).isEqualTo(Protocol.HTTP_1_1);
    assertThat(head.host()).hasToString("a.example:80");
    assertThat(head.header("x-one")).hasToString("1");
    assertThat(head.header("x-one", 1)).hasToString("2");
    assertThat(head.header("x-one", 2)).isNull();
    assertThat(head.header("empty")).hasToString("");
    assertThat(head.header("other")).isNull();
    assertThat(head.peer()).isEqualTo(Addresses.of("198.51.100.1"));
    assertThat(head.localPort()).isEqualTo(8080);
    List<String> fields = new ArrayList<>();
    head.fields((name, value) -> fields.add(name + "=" + value));
    assertThat(fields).containsExactly("Host=a.example:80", "X-One=1", "x-one=2", "Empty=");
  }

  @Test
  void readsOneAfterAnother() {
    assertThat(read("GET /one HTTP/1.1\r\nHost: a\r\nOne: 1\r\n\r\n")).isTrue();
    assertThat(read("HEAD /two HTTP/1.0\r\n\r\n")).isTrue();
    assertThat(head.method()).hasToString("HEAD");
    assertThat(head.target()).hasToString("/two");
    assertThat(head.protocol()).isEqualTo(Protocol.HTTP_1_0);
    assertThat(head.host()).isNull();
    assertThat(head.header("one")).isNull();
  }

  @Test
  void leavesTheBytesAsTheyWere() {
    ByteBuffer read = buffer("GET / HTTP/1.1\r\n" + FIELDS);
    ByteBuffer before = read.duplicate();
    assertThat(head.read(Addresses.of("198.51.100.1"), 8080, read)).isEqualTo(Finding.REQUEST);
    assertThat(read).isEqualTo(before);
    assertThat(read.position()).isEqualTo(7);
  }

  /** Each of these is complete but for one thing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\n\r",
        "GET / HTTP/1.1\r\nHost: a.example\n\n",
        "GET / HTTP/1.1\nHost: a.example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\n\r\nGET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\nContent-Length: 4\r\n\r\n\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a.example\r\ncontent-length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\nExpect: 100-continue\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: a.example\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: a.example\r\n\r\n",
        "GET / HTTP/1.11\r\nHost: a.example\r\n\r\n",
        "GET /\r\nHost: a.example\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET /  HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: a.example\r\n\r\n",
        "GET / HTTP/1.1 a\r\nHost: a.example\r\n\r\n",
        "GET / a\r\nHost: a.example\r\n\r\n",
        "GET / a \r\nHost: a.example\r\n\r\n",
        "GET / a  HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET / a\tHTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET / a HTTP/1.1\r\nHost: a.example\r\nContent-Length: 1\r\n\r\n",
        "GET / a HTTP/1.1\nHost: a.example\r\n\r\n",
        "GET / a HTTP/1.1\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "get / HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET http://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "CONNECT a.example:80 HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET /a/../b HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET //b HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET /a;b HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET /%2e HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET /?%2 HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET /?% HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET /\u00e9 HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET /<a> HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET /#a HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "GET / HTTP/1.1\r\nA: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\nHost: a.example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example/\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\n A: folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\nA : b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\n: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\nA\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\nA: \0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\nA: b\rc\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a.example\r\nA: \u00e9\r\n\r\n",
      })
  void leavesWhatIsDoubtful(String bytes) {
    assertThat(find(bytes)).isEqualTo(Finding.DOUBTFUL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /a b HTTP/1.1", "GET /a b c HTTP/1.1", "X / a?b HTTP/1.0 <c>"})
  void knowsSurplusWords(String line) {
    assertThat(find(line + "\r\n" + FIELDS)).isEqualTo(Finding.SURPLUS_WORDS);
    assertThat(head.requestLine()).hasToString(line);
  }

  @Test
  void leavesWhatIsLarge() {
    String fields = "A: b\r\n".repeat(HeadScan.MOST_FIELDS - 1) + "Host: a\r\n\r\n";
    assertThat(read("GET / HTTP/1.1\r\n" + fields)).isTrue();
    assertThat(read("GET / HTTP/1.1\r\nA: b\r\n" + fields)).isFalse();
    String line = "GET / HTTP/1.1\r\n";
    String rest = "A: " + "b".repeat(HeadScan.MOST_BYTES - line.length() - FIELDS.length() - 6);
    assertThat(read(line + rest + "\r\n" + FIELDS)).isTrue();
    assertThat(read(line + rest + "b\r\n" + FIELDS)).isFalse();
  }

  /** Whatever the bytes, it says yes or no; a head cut anywhere is none. */
  @Test
  void neverFails() {
    String whole = "GET /a?b=%41 HTTP/1.1\r\nHost: a.example\r\nUser-Agent: x\r\n\r\n";
    assertThat(read(whole)).isTrue();
    for (int i = 0; i < whole.length(); i++) {
      assertThat(read(whole.substring(0, i))).as("cut at %d", i).isFalse();
      for (char c : new char[] {0, '\r', '\n', ' ', ':', '%', '/', 0xff}) {
        read(whole.substring(0, i) + c + whole.substring(i + 1));
        read(whole.substring(0, i) + c + "\r\n\r\n");
      }
    }
  }
}
