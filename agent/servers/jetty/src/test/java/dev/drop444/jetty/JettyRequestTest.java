package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.Verdict;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine sees of requests that went over a real socket. */
class JettyRequestTest {

  private GuardedServer server;

  @BeforeEach
  void start() throws Exception {
    server = new GuardedServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void requestLineAndConnection() throws Exception {
    check(
        "PROPFIND /a%2eb/c;x=1?q=%20&%7e HTTP/1.1\r\nHost: Example.com:8080\r\n\r\n",
        head -> {
          assertThat(head.method()).hasToString("PROPFIND");
          assertThat(head.target()).hasToString("/a%2eb/c;x=1?q=%20&%7e");
          assertThat(head.host()).hasToString("Example.com:8080");
          assertThat(head.protocol()).isEqualTo(Protocol.HTTP_1_1);
          assertThat(head.secure()).isFalse();
          assertThat(head.peer()).isEqualTo(InetAddress.getLoopbackAddress());
          assertThat(head.localPort()).isEqualTo(server.connector().getLocalPort());
        });
  }

  @Test
  void fieldsByNameAndPlace() throws Exception {
    check(
        "GET / HTTP/1.1\r\nHost: a\r\nuser-AGENT:  sqlmap/1 \r\nX-Twice: one\r\nX-Empty:\r\n"
            + "x-twice: two\r\n\r\n",
        head -> {
          assertThat(head.header("user-agent")).hasToString("sqlmap/1");
          assertThat(head.header("x-twice")).hasToString("one");
          assertThat(head.header("x-twice", 0)).hasToString("one");
          assertThat(head.header("x-twice", 1)).hasToString("two");
          assertThat(head.header("x-twice", 2)).isNull();
          assertThat(head.header("x-empty")).hasToString("");
          assertThat(head.header("x-none")).isNull();
        });
  }

  @Test
  void everyFieldLine() throws Exception {
    check(
        "GET / HTTP/1.1\r\nHost: a\r\nX-Twice:  one \r\nX-Empty:\r\nx-twice: two\r\n\r\n",
        head -> {
          List<String> seen = new ArrayList<>();
          head.fields((name, value) -> seen.add(lower(name) + "=" + value));
          assertThat(seen).containsExactly("host=a", "x-twice=one", "x-empty=", "x-twice=two");
          seen.clear();
          head.fields((name, value) -> seen.add(lower(name)) && seen.size() < 2);
          assertThat(seen).containsExactly("host", "x-twice");
        });
  }

  private static String lower(CharSequence name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }

  @Test
  void noHostIsNull() throws Exception {
    check(
        "GET / HTTP/1.0\r\n\r\n",
        head -> {
          assertThat(head.host()).isNull();
          assertThat(head.protocol()).isEqualTo(Protocol.HTTP_1_0);
        });
  }

  @Test
  void otherFormsOfTheTarget() throws Exception {
    check(
        "GET http://a:81/p?q HTTP/1.1\r\nHost: a:81\r\n\r\n",
        head -> assertThat(head.target()).hasToString("/p?q"));
    check(
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        head -> assertThat(head.target()).hasToString("*"));
    check(
        "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n",
        head -> assertThat(head.target()).hasToString("a:443"));
  }

  private void check(String request, Consumer<RequestHead> check) throws Exception {
    CompletableFuture<Void> checked = new CompletableFuture<>();
    server.gates.request =
        head -> {
          try {
            check.accept(head);
            checked.complete(null);
          } catch (Throwable failed) {
            checked.completeExceptionally(failed);
          }
          return Verdict.PASS;
        };
    try (Socket client = server.connect()) {
      client.getOutputStream().write(request.getBytes(ISO_8859_1));
      checked.get(10, TimeUnit.SECONDS);
    }
  }
}
