package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Protocol;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndertowRequestTest {

  private final HttpServerExchange exchange = new HttpServerExchange(null);
  private final HeaderNames names = new HeaderNames();
  private final PrivateMembers members = new PrivateMembers();

  private UndertowRequest request() {
    return new UndertowRequest(exchange, names, members);
  }

  @Test
  void theTargetIsAsSent() {
    exchange.setRequestURI("/a%2e/b;x=1");
    assertThat(request().target()).hasToString("/a%2e/b;x=1");
    exchange.setQueryString("q=1%20z&r=?");
    assertThat(request().target()).hasToString("/a%2e/b;x=1?q=1%20z&r=?");
  }

  @Test
  void itIsAsItArrived() {
    exchange.setRequestMethod(Methods.POST);
    exchange.setRequestURI("/sent");
    exchange.setQueryString("q");
    UndertowRequest arrived = request();
    exchange.setRequestMethod(Methods.GET);
    exchange.setRequestURI("/error");
    exchange.setQueryString("");
    assertThat(arrived.method()).hasToString("POST");
    assertThat(arrived.target()).hasToString("/sent?q");
  }

  @Test
  void anAbsoluteTargetStaysOne() {
    exchange.setRequestURI("http://example.org/a", true);
    exchange.setQueryString("q");
    assertThat(request().target()).hasToString("http://example.org/a?q");
  }

  @Test
  void aTargetInTwoPartsReadsLikeAString() {
    String joined = "/path?query";
    CharSequence target = new RequestTarget("/path", "query");
    assertThat(target.length()).isEqualTo(joined.length());
    for (int start = 0; start <= joined.length(); start++) {
      for (int end = start; end <= joined.length(); end++) {
        assertThat(target.subSequence(start, end)).hasToString(joined.substring(start, end));
      }
    }
    assertThat(target.chars().toArray()).isEqualTo(joined.chars().toArray());
  }

  @Test
  void headersAreFoundWhateverTheirCase() {
    exchange.getRequestHeaders().add(new HttpString("X-Probe"), "1");
    exchange.getRequestHeaders().add(new HttpString("x-probe"), "2");
    exchange.getRequestHeaders().put(Headers.USER_AGENT, "sqlmap");
    exchange.getRequestHeaders().put(Headers.HOST, "example.org:8080");
    assertThat(request().header("x-probe")).isEqualTo("1");
    assertThat(request().header("x-probe", 1)).isEqualTo("2");
    assertThat(request().header("x-probe", 2)).isNull();
    assertThat(request().header("user-agent")).isEqualTo("sqlmap");
    assertThat(request().host()).isEqualTo("example.org:8080");
    assertThat(request().header("absent")).isNull();
    assertThat(request().header("absent", 0)).isNull();
    assertThat(request().header("not-latin-\u0416")).isNull();
  }

  @Test
  void moreNamesThanAreRememberedAreFoundToo() {
    for (int i = 0; i < 1_000; i++) {
      exchange.getRequestHeaders().put(new HttpString("X-" + i), Integer.toString(i));
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(request().header("x-" + i)).isEqualTo(Integer.toString(i));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/0.9, HTTP_0_9",
    "HTTP/1.0, HTTP_1_0",
    "HTTP/1.1, HTTP_1_1",
    "HTTP/2.0, HTTP_2",
    "HTTP/7.0, UNKNOWN"
  })
  void protocols(String sent, Protocol protocol) {
    exchange.setProtocol(new HttpString(sent));
    assertThat(request().protocol()).isEqualTo(protocol);
  }

  @Test
  void theMethodIsAsSent() {
    exchange.setProtocol(Protocols.HTTP_1_1);
    exchange.setRequestMethod(Methods.GET);
    assertThat(request().method()).hasToString("GET");
    exchange.setRequestMethod(new HttpString("get"));
    assertThat(request().method()).hasToString("get");
  }

  @Test
  void everyFieldLineIsShown() {
    exchange.getRequestHeaders().add(new HttpString("X-Probe"), "1");
    exchange.getRequestHeaders().add(new HttpString("x-probe"), "2");
    exchange.getRequestHeaders().put(Headers.USER_AGENT, "");
    exchange.getRequestHeaders().put(new HttpString(":path"), "/");
    List<String> lines = new ArrayList<>();
    request().fields((name, value) -> lines.add(name + ": " + value));
    assertThat(lines).containsExactlyInAnyOrder("X-Probe: 1", "X-Probe: 2", "User-Agent: ");
    assertThat(lines.indexOf("X-Probe: 1")).isLessThan(lines.indexOf("X-Probe: 2"));
  }

  @Test
  void aVisitorThatHasSeenEnoughSeesNoMore() {
    for (int i = 0; i < 100; i++) {
      exchange.getRequestHeaders().add(new HttpString("X-" + i % 10), Integer.toString(i));
    }
    List<CharSequence> values = new ArrayList<>();
    request()
        .fields(
            (name, value) -> {
              values.add(value);
              return values.size() < 3;
            });
    assertThat(values).hasSize(3);
  }

  @Test
  void noFieldsAreNoLines() {
    request()
        .fields(
            (name, value) -> {
              throw new AssertionError(name);
            });
  }
}
