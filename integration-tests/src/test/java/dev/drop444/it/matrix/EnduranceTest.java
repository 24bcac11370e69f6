package dev.drop444.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Conversation.Seen;
import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Http2;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Drops by the thousand, and clients that will not go: nothing may be left of them. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class EnduranceTest {

  private static final int REFUSALS = 10_000;
  private static final int DROPS = 2_000;
  private static final int WARM_UP = 50;

  /**
   * More than the streams that a connection may have at a time. Since CVE-2023-44487 and its heirs
   * servers end a connection for the resets they send themselves: Jetty at 128 in a second,
   * Undertow at 200 in half a minute (MAX_RST_FRAMES_PER_WINDOW).
   */
  private static final int STREAMS = 120;

  /** RFC 9113 section 7. */
  private static final long CANCEL = 8;

  /** More than a server drains (Closing.DRAIN_BYTES) and more than sockets buffer. */
  private static final int ENORMOUS = 16 << 20;

  /** The servers' own pools, which grow with load. */
  private static final Pattern POOLS =
      Pattern.compile(
          ".*-exec-\\d+|.*-startStop-\\d+|qtp\\d+-.*|XNIO-\\d+ task-\\d+|Connector-Scheduler-.*");

  private static final Request DROPPED = Request.get("/hello").with("X-Rule", "plain");
  private static final Request DROPPED_POST = Request.post("/echo", 2_000).with("X-Rule", "plain");

  private static @Nullable Fleet running;

  private final Server server;

  EnduranceTest(Server server) {
    this.server = server;
  }

  /**
   * Without {@code -Pwhole} the newest of each family, and of Jetty what is guarded by other code:
   * how a server is packed changes no drop.
   */
  static List<Server> servers() {
    return Servers.chosen()
        ? Servers.all()
        : Stream.concat(Servers.families().stream(), Stream.of(Servers.jetty("11.0.26")))
            .collect(Collectors.toUnmodifiableList());
  }

  @BeforeParameterizedClassInvocation
  static void start(Server server) {
    running = new Fleet(server);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  private static Subject subject() {
    if (running == null) {
      throw new IllegalStateException("No server is running");
    }
    return running.under(Configurations.ENFORCE);
  }

  @Test
  void tenThousandRefusals() throws IOException {
    Subject subject = subject();
    refuse(subject, WARM_UP);
    subject.awaitRest();
    Inventory before = Inventory.of(subject.process());
    Subject.Books books = subject.open();
    refuse(subject, REFUSALS);
    books.mustShowAnswers(0);
    before.mustBeAll(subject.process());
    greetAll(subject);
  }

  private void refuse(Subject subject, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      Protocol protocol = i % 2 == 0 ? Protocol.HTTP1 : Protocol.HTTP1_TLS;
      try (Wire wire = Wire.plain(Configurations.DENIED, protocol.port(subject.process()))) {
        wire.receiveAll();
        assertThat(wire.bytes()).isZero();
        assertThat(wire.end()).isEqualTo(server.resets() ? End.RST : End.FIN);
      }
    }
  }

  @Test
  void twoThousandDrops() {
    Subject subject = subject();
    drop(subject, WARM_UP);
    subject.awaitRest();
    Inventory before = Inventory.of(subject.process());
    Subject.Books books = subject.open();
    drop(subject, DROPS);
    books.mustShowAnswers(0);
    before.mustBeAll(subject.process());
    greetAll(subject);
  }

  private static void drop(Subject subject, int times) {
    for (int i = 0; i < times; i++) {
      // Mostly in the clear: handshakes would only keep the client busy.
      Protocol protocol = i % 10 == 0 ? Protocol.HTTP1_TLS : Protocol.HTTP1;
      Request request = i % 2 == 0 ? DROPPED : DROPPED_POST;
      Seen seen = subject.hold(Conversation.of(request), protocol, "127.0.0.1");
      assertThat(seen.ending()).isEqualTo(Outcome.DROPPED.over(protocol));
    }
  }

  @Test
  void aConnectionWhoseStreamsAreDroppedByTheHundred() throws IOException {
    Subject subject = subject();
    Subject.Books books = subject.open();
    for (Protocol protocol : List.of(Protocol.H2, Protocol.H2_TLS)) {
      try (Wire wire = protocol.connect("127.0.0.1", subject.process())) {
        Http2 http = new Http2(wire, protocol.secure());
        for (int i = 0; i < STREAMS; i++) {
          Http2.Stream dropped = http.send(i % 2 == 0 ? DROPPED : DROPPED_POST.sending(1_000));
          http.await(dropped);
          assertThat(dropped.reset()).as(i + ": " + http.ending()).isEqualTo(CANCEL);
          assertThat(dropped.response()).isNull();
        }
        // The other users of the connection, behind a CDN for example, go on.
        Http2.Stream good = http.send(Request.get("/hello"));
        http.await(good);
        assertThat(good.response()).as(http.ending()).isNotNull();
      }
    }
    books.mustShowAnswers(2);
  }

  @Test
  void clientsThatStayAfterFin() throws IOException {
    Subject subject = subject();
    Subject.Books books = subject.open();
    List<Wire> staying = new ArrayList<>();
    try {
      for (Protocol protocol : List.of(Protocol.HTTP1, Protocol.HTTP1_TLS)) {
        for (Request request : List.of(DROPPED, DROPPED_POST.sending(1_000))) {
          Wire wire = protocol.connect("127.0.0.1", subject.process());
          staying.add(wire);
          new Http1(wire).send(request.http1());
          assertThat(wire.receiveAll()).isEmpty();
          assertThat(wire.end()).isEqualTo(End.FIN);
        }
      }
      // The clients' sides are still open; the server lets go of them by itself.
      books.mustShowAnswers(0);
    } finally {
      staying.forEach(Wire::close);
    }
  }

  @Test
  void anEnormousBody() throws IOException {
    Subject subject = subject();
    Subject.Books books = subject.open();
    Request request = Request.post("/echo", ENORMOUS).with("X-Rule", "plain");
    try (Wire wire = Protocol.HTTP1.connect("127.0.0.1", subject.process())) {
      new Http1(wire).send(request.http1());
      assertThat(wire.receiveAll()).isEmpty();
      assertThat(wire.end()).isNotEqualTo(End.OPEN);
    }
    books.mustShow(0, "plain", true);
  }

  private static void greetAll(Subject subject) {
    for (Protocol protocol : Protocol.values()) {
      subject.greet(protocol);
    }
  }

  /** What a process holds that must not grow. */
  private record Inventory(long descriptors, Set<String> threads) {

    static Inventory of(ServerProcess process) {
      return new Inventory(process.descriptors(), threads(process));
    }

    private static Set<String> threads(ServerProcess process) {
      Set<String> names = new TreeSet<>(process.threads());
      names.removeIf(name -> POOLS.matcher(name).matches());
      return names;
    }

    void mustBeAll(ServerProcess process) {
      Await.that(
          "the descriptors to be " + descriptors + " again",
          process::descriptors,
          now -> now <= descriptors);
      assertThat(threads(process)).as("threads").isEqualTo(threads);
    }
  }
}
