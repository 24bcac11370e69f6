package dev.drop444.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Protocol;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.Test;

class TomcatRequestTest {

  private final byte[] buffer =
      "GET /p\u00e4th?q=1 HTTP/1.1 Host h:1 empty".getBytes(StandardCharsets.ISO_8859_1);
  private final Request request = new Request();
  private final TomcatRequest head;

  TomcatRequestTest() throws IOException {
    NioChannel channel = new NioChannel(new SocketBufferHandler(16, 16, false));
    try (SocketChannel closed = SocketChannel.open()) {
      NioSocketWrapper connection = new NioSocketWrapper(channel, new NioEndpoint());
      channel.reset(closed, connection);
      head = new TomcatRequest(new Connections(new KnownRequests()), request, connection, closed);
    }
  }

  private void bytes(MessageBytes part, String text) {
    String all = new String(buffer, StandardCharsets.ISO_8859_1);
    part.setBytes(buffer, all.indexOf(text), text.length());
  }

  @Test
  void showsPathAndQueryInOnePieceAndLeavesThemBytes() {
    bytes(request.requestURI(), "/p\u00e4th");
    bytes(request.queryString(), "q=1");
    assertThat(head.target()).hasToString("/p\u00e4th?q=1").hasSize(9);
    assertThat(head.target().charAt(2)).isEqualTo('\u00e4');
    assertThat(head.target().subSequence(1, 5)).hasToString("p\u00e4th");
    assertThat(request.requestURI().getType()).isEqualTo(MessageBytes.T_BYTES);
    assertThat(request.requestURI().getString()).isNull();
    assertThat(request.queryString().getType()).isEqualTo(MessageBytes.T_BYTES);
  }

  @Test
  void keepsAnEmptyQuery() {
    bytes(request.requestURI(), "/p\u00e4th");
    int end = request.requestURI().getByteChunk().getEnd();
    request.queryString().setBytes(buffer, end + 1, 0);
    assertThat(head.target()).hasToString("/p\u00e4th?");
  }

  @Test
  void joinsPathBytesAndQueryStringOfHttp2() {
    bytes(request.requestURI(), "/p\u00e4th");
    request.queryString().setString("a=b");
    assertThat(head.target()).hasToString("/p\u00e4th?a=b");
  }

  @Test
  void hasNoTargetWithoutPath() {
    assertThat(head.target()).isEmpty();
  }

  @Test
  void findsFieldsByNameAndIndex() {
    bytes(request.getMimeHeaders().addValue("x-a"), "h:1");
    bytes(request.getMimeHeaders().addValue("X-A"), "1.1");
    request.getMimeHeaders().addValue("x-empty").setBytes(buffer, 0, 0);
    assertThat(head.header("x-a")).hasToString("h:1");
    assertThat(head.header("x-a", 0)).hasToString("h:1");
    assertThat(head.header("x-a", 1)).hasToString("1.1");
    assertThat(head.header("x-a", 2)).isNull();
    assertThat(head.header("x-empty")).isEmpty();
    assertThat(head.header("x-none")).isNull();
    assertThat(request.getMimeHeaders().getValue(0).getType()).isEqualTo(MessageBytes.T_BYTES);
  }

  @Test
  void trimsValuesThatTomcatDoesNot() {
    bytes(request.getMimeHeaders().addValue("x-a"), " h:1 ");
    request.getMimeHeaders().addValue("x-b").setBytes(buffer, 3, 0);
    assertThat(head.header("x-a")).hasToString("h:1");
    assertThat(head.header("x-b")).isEmpty();
    List<String> lines = new ArrayList<>();
    head.fields((name, value) -> lines.add(name + "=" + value));
    assertThat(lines).containsExactly("x-a=h:1", "x-b=");
  }

  @Test
  void isOfHttp09WithoutAVersion() {
    request.protocol().setString("");
    assertThat(head.protocol()).isEqualTo(Protocol.HTTP_0_9);
  }

  @Test
  void showsEveryFieldLineUntilToldToStop() {
    MimeHeaders fields = request.getMimeHeaders();
    bytes(fields.addValue(buffer, 2, 1), "h:1");
    fields.addValue("x-b").setString("two");
    bytes(fields.addValue("X-B"), "1.1");
    fields.addValue("x-none");
    List<String> lines = new ArrayList<>();
    head.fields((name, value) -> lines.add(name + "=" + value));
    assertThat(lines).containsExactly("T=h:1", "x-b=two", "X-B=1.1", "x-none=");
    assertThat(fields.getName(0).getType()).isEqualTo(MessageBytes.T_BYTES);
    assertThat(fields.getName(0).getString()).isNull();
    assertThat(fields.getValue(0).getType()).isEqualTo(MessageBytes.T_BYTES);
    lines.clear();
    head.fields((name, value) -> lines.add(name.toString()) && lines.size() < 2);
    assertThat(lines).containsExactly("T", "x-b");
  }

  @Test
  void hostIsTheFieldOrTheAuthority() {
    assertThat(head.host()).isNull();
    request.serverName().setString("example.org");
    assertThat(head.host()).hasToString("example.org");
    request.setServerPort(8080);
    assertThat(head.header("host")).hasToString("example.org:8080");
    bytes(request.getMimeHeaders().addValue("host"), "h:1");
    assertThat(head.host()).hasToString("h:1");
    assertThat(head.header("host")).hasToString("h:1");
  }

  @Test
  void doesNotTurnAnUnknownVersionIntoAString() {
    bytes(request.protocol(), "HTTP/1.1");
    assertThat(head.protocol()).isEqualTo(Protocol.UNKNOWN);
    assertThat(request.protocol().getType()).isEqualTo(MessageBytes.T_BYTES);
    request.protocol().setString("HTTP/1.1");
    assertThat(head.protocol()).isEqualTo(Protocol.HTTP_1_1);
  }

  @Test
  void aClosedConnectionHasNoAddresses() {
    assertThat(head.peer()).isNull();
    assertThat(head.localPort()).isZero();
    assertThat(head.secure()).isFalse();
  }
}
