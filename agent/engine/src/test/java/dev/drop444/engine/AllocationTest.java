package dev.drop444.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.connection.FakeConnection;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.overload.FakeWorkers;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** What passes allocates nothing: counted in bytes of this thread, not guessed. */
class AllocationTest {

  private static final int CALLS = 20_000;

  private static Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> NOPLogger.NOP_LOGGER);
  }

  /** A few bytes are left for what the measurement itself and class loading take. */
  private static void assertAllocatesNothing(BooleanSupplier call) {
    assertThat(bytesACall(call)).as("bytes a call").isZero();
  }

  private static long bytesACall(BooleanSupplier call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    int trues = 0;
    for (int i = 0; i < CALLS; i++) {
      trues += call.getAsBoolean() ? 1 : 0;
    }
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < CALLS; i++) {
      trues += call.getAsBoolean() ? 1 : 0;
    }
    long bytes = threads.getThreadAllocatedBytes(id) - before;
    assertThat(trues).isEqualTo(2 * CALLS);
    return bytes / CALLS;
  }

  @Test
  void aRequestThatNothingHits() {
    try (Engine engine = engine()) {
      Head head = Head.get("/a/b?c").with("host", "a.example").agent("Mozilla/5.0 (X11) Firefox");
      assertAllocatesNothing(() -> !engine.gates("test").request(head).drops());
    }
  }

  @Test
  void aRequestWithACleanPathThatPathAndHostRulesLookAt() {
    try (Engine engine =
        engine(
            "deny",
            "203.0.113.0/24",
            "allow",
            "192.0.2.0/24",
            "rule.p.path",
            "/wp-*,*.php",
            "rule.p.host",
            "*.example",
            "rule.q.header.x",
            "y")) {
      Head head = Head.get("/a/.well-known/b?c").with("host", "a.example:80").with("x", "z");
      assertAllocatesNothing(() -> !engine.gates("test").request(head).drops());
    }
  }

  @Test
  void aRequestAtWhichRulesOfAllKindsLookAndWhichSomePatternsFit() {
    try (Engine engine =
        engine(
            "preset", "strict,ai-crawlers",
            "enforce", "25%",
            "trusted-proxies", "10.0.0.0/8",
            "rule.malformed.path", "/other",
            "rule.a.user-agent", "*Firefox*,*linux*",
            "rule.a.method", "TRACE",
            "rule.b.path", "/a/**",
            "rule.b.query", "*union*select*",
            "rule.c.header-count", ">50",
            "rule.d.header-size", ">16384",
            "rule.e.content-length", ">100",
            "rule.f.missing-header", "host",
            "rule.g.not-protocol", "HTTP/1.1",
            "rule.h.bot", "seo,impostor",
            "rule.i.path.raw", "*%*",
            "rule.j.malformed", "strict",
            "rule.j.not-malformed", "any,accept-missing",
            "rule.j.port", "1-1024")) {
      Head head =
          Head.get("/a/b?c=d%20e")
              .with("host", "a.example")
              .agent("Mozilla/5.0 (X11; Linux) Firefox");
      assertAllocatesNothing(() -> !engine.gates("test").request(head).drops());
    }
  }

  @Test
  void theEarlyLookAtARequestThatPasses() {
    try (Engine engine = engine("rule.a.path", "/bad", "rule.r.rate", "1000000/s")) {
      InetAddress peer = Addresses.of("198.51.100.1");
      ByteBuffer read =
          ByteBuffer.allocateDirect(4096)
              .put("GET /a?b HTTP/1.1\r\nHost: a.example\r\nX: y\r\n\r\n".getBytes(US_ASCII))
              .flip();
      assertAllocatesNothing(() -> !engine.gates("test").early(peer, 8080, read).drops());
    }
  }

  /** The look-up of the connection is the server's. */
  @Test
  void aRequestOnAConnectionThatIsTracked() {
    try (Engine engine = engine("rule.b.slow.body", "500B/s")) {
      ConnectionWatch watch =
          Objects.requireNonNull(engine.gates("test").opened(FakeConnection.from("198.51.100.1")));
      Head head = Head.get("/").agent("Mozilla/5.0 (X11) Firefox").on(watch);
      assertAllocatesNothing(
          () -> {
            watch.headIncomplete();
            return !engine.gates("test").request(head).drops();
          });
    }
  }

  /** One entry and its place in a map; nothing when it is closed. */
  @Test
  void openingAndClosingAConnection() {
    try (Engine engine = engine()) {
      FakeConnection connection = FakeConnection.from("198.51.100.1");
      long bytes =
          bytesACall(
              () -> {
                ConnectionWatch watch = engine.gates("test").opened(connection);
                if (watch != null) {
                  watch.closed();
                }
                return watch != null;
              });
      assertThat(bytes).isBetween(1L, 100L);
    }
  }

  /** The verdict, the watch and its place in a map; nothing while the body comes. */
  @Test
  void aRequestWhoseBodyIsWatched() {
    try (Engine engine = engine("rule.b.slow.body", "500B/s")) {
      ConnectionWatch connection = engine.gates("test").opened(FakeConnection.from("198.51.100.1"));
      Head head = Head.of("POST", "/").with("content-length", "9").on(connection);
      RequestWatch watch = Objects.requireNonNull(engine.gates("test").request(head).watch());
      assertAllocatesNothing(
          () -> {
            watch.bodyAwaited();
            watch.bodyArrived(1);
            return true;
          });
      long bytes =
          bytesACall(
              () -> {
                RequestWatch each = engine.gates("test").request(head).watch();
                if (each != null) {
                  each.completed();
                }
                return each != null;
              });
      assertThat(bytes).isBetween(1L, 300L);
    }
  }

  @Test
  void whatIsServedOrRefusedUnderOverload() {
    MovableTime time = new MovableTime();
    try (Engine engine =
        Engine.start(
            Configurations.of(
                "rule.a.overload", "queue>10", "rule.b.overload", "queue>5", "rule.b.path", "/b"),
            () -> NOPLogger.NOP_LOGGER,
            time)) {
      FakeWorkers workers = new FakeWorkers(10).queued(6);
      engine.gates("test").workers(workers);
      InetAddress peer = Addresses.of("198.51.100.1");
      InetAddress probe = Addresses.of("198.51.100.2");
      Head asks = Head.get("/a");
      Head health = Head.get("/health").from("198.51.100.2");
      for (int second = 0; second < 8; second++) {
        workers.queued(second < 4 ? 6 : 11);
        time.advance(Duration.ofSeconds(1));
        engine.sample();
        if (second == 3) {
          assertThat(engine.gates("test").request(Head.get("/b")).drops()).isTrue();
          assertAllocatesNothing(() -> !engine.gates("test").request(asks).drops());
          assertAllocatesNothing(() -> engine.gates("test").accept(peer, 0) == AcceptVerdict.PASS);
        }
      }
      assertAllocatesNothing(() -> engine.gates("test").accept(peer, 0) != AcceptVerdict.PASS);
      assertAllocatesNothing(() -> !engine.gates("test").request(health).drops());
      assertAllocatesNothing(() -> engine.gates("test").accept(probe, 0) == AcceptVerdict.PASS);
    }
  }

  @Test
  void aRequestUnderTwentyRates() {
    String[] keys = {"client", "prefix/24", "client+path", "host", "method", "header.x", "path"};
    String[] configuration = new String[80];
    for (int i = 0; i < 20; i++) {
      configuration[4 * i] = "rule.r" + i + ".rate";
      configuration[4 * i + 1] = "100000/s";
      configuration[4 * i + 2] = "rule.r" + i + ".key";
      configuration[4 * i + 3] = keys[i % keys.length];
    }
    try (Engine engine = engine(configuration)) {
      Head head = Head.get("/a/b?c").with("host", "a.example:80").with("x", "z");
      assertAllocatesNothing(() -> !engine.gates("test").request(head).drops());
    }
  }

  @Test
  void aConnectionThatIsNotRefused() {
    try (Engine engine = engine()) {
      InetAddress peer = Addresses.of("198.51.100.1");
      assertAllocatesNothing(() -> engine.gates("test").accept(peer, 0) == AcceptVerdict.PASS);
    }
  }

  @Test
  void aConnectionAmongListsBansAndRules() {
    try (Engine engine =
        engine(
            "deny",
            "203.0.113.0/24",
            "allow",
            "192.0.2.0/24",
            "rule.p.ip",
            "10.0.0.0/8",
            "rule.b.path",
            "/x",
            "rule.b.action",
            "ban")) {
      InetAddress peer = Addresses.of("198.51.100.1");
      engine.gates("test").request(Head.get("/x").from("198.51.100.2"));
      assertThat(engine.counts().bans()).isEqualTo(1);
      assertAllocatesNothing(() -> engine.gates("test").accept(peer, 0) == AcceptVerdict.PASS);
      InetAddress banned = Addresses.of("198.51.100.2");
      assertAllocatesNothing(() -> engine.gates("test").accept(banned, 0) != AcceptVerdict.PASS);
      InetAddress denied = Addresses.of("203.0.113.5");
      assertAllocatesNothing(() -> engine.gates("test").accept(denied, 0) != AcceptVerdict.PASS);
    }
  }
}
