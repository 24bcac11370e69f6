package dev.drop444.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.drop444.engine.RawHead;
import dev.drop444.engine.address.AddressSet;
import dev.drop444.engine.client.ClientAddressHeader;
import dev.drop444.engine.client.ClientResolver;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnomalyDetectorTest {

  private static final String[] CLEAN_FIELDS = {
    "Host", "www.example.com",
    "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding", "gzip, deflate, br, zstd",
    "Content-Type", "application/json; charset=\"utf-8\"",
    "Content-Length", "5",
    "Connection", "keep-alive",
    "Range", "bytes=0-1",
    "Cookie", "JSESSIONID=5F4DCC3B5AA765D61D8327DEB882CF99",
    "X-Custom", ""
  };

  private static final AnomalyDetector ALL =
      new AnomalyDetector(Anomalies.all(), AnomalyLimits.DEFAULTS);

  @Test
  void nothingIsReadIfNothingIsWanted() {
    RequestHead untouchable = new Untouchable();
    assertThat(new AnomalyDetector(0, AnomalyLimits.DEFAULTS).detect(untouchable)).isZero();
    AnomalyDetector version = new AnomalyDetector(Anomaly.HTTP_0_9.bit(), AnomalyLimits.DEFAULTS);
    assertThat(version.detect(RawHead.of("GET / HTTP/0.9"))).isEqualTo(Anomaly.HTTP_0_9.bit());
    AnomalyDetector target = new AnomalyDetector(Anomaly.PATH_NUL.bit(), AnomalyLimits.DEFAULTS);
    RawHead head = RawHead.of("GET /a HTTP/1.1", "Host: www.example.com");
    target.detect(head);
    long reads = head.reads();
    head.with("X-More", "x".repeat(1000));
    target.detect(head);
    assertThat(head.reads()).isEqualTo(2 * reads);
  }

  @Test
  void whatAHeadThrowsComesThrough_AndHarmsNobodyAfterwards() {
    assertThatThrownBy(() -> ALL.detect(new Untouchable()))
        .isInstanceOf(UnsupportedOperationException.class);
    RawHead clean = RawHead.of("GET / HTTP/1.1", "Host: a", "User-Agent: x", "Accept: */*");
    assertThat(ALL.detect(clean)).isZero();
  }

  @Test
  void manyThreadsDoNotDisturbEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Long> clean =
          () -> repeated("GET /a?b=c HTTP/1.1", "Host: a", "User-Agent: x", "Accept: */*");
      Callable<Long> odd = () -> repeated("GET /%00 HTTP/1.1", "User-Agent: x", "Accept: */*");
      List<Callable<Long>> tasks =
          Stream.of(clean, odd, clean, odd, clean, odd, clean, odd).collect(Collectors.toList());
      List<Future<Long>> results = threads.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        long expected = i % 2 == 0 ? 0 : Anomaly.PATH_NUL.bit() | Anomaly.HOST_MISSING.bit();
        assertThat(results.get(i).get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** What was ever found in one of many calls, or missing in any. */
  private static long repeated(String requestLine, String... lines) {
    RawHead head = RawHead.of(requestLine, lines);
    long first = ALL.detect(head);
    for (int i = 0; i < 2000; i++) {
      if (ALL.detect(head) != first) {
        return -1;
      }
    }
    return first;
  }

  @Test
  void cleanRequestsAllocateNothing() {
    RequestHead head = new StringHead("POST", "/caf%C3%A9/a.html?b=c&d=%20e", false, CLEAN_FIELDS);
    ClientResolver resolver =
        new ClientResolver(AddressSet.of("10.0.0.0/8")::contains, ClientAddressHeader.FORWARDED);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    AnomalyDetector.Pass pass = ALL.pass();
    // Class loading comes first.
    assertThat(pass.detect(head)).isZero();
    assertThat(resolver.resolve(head).isKnown()).isTrue();
    long before = threads.getThreadAllocatedBytes(thread);
    long found = 0;
    int unknown = 0;
    for (int i = 0; i < 10_000; i++) {
      found |= pass.detect(head);
      unknown += resolver.resolve(head).isKnown() ? 0 : 1;
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(found).isZero();
    assertThat(unknown).isZero();
    // A byte for each request would be more; what there is comes from the measurement.
    assertThat(allocated).isLessThan(10_000);
  }

  @Test
  void limits() {
    AnomalyLimits limits =
        new AnomalyLimits.Builder()
            .allowedMethods(List.of("GET", "REPORT"))
            .restrictedSuffixes(List.of("PHP"))
            .forbiddenHeaders(List.of("X-Secret", "x-secret", "Range"))
            .allowedContentTypes(List.of("Text/Plain"))
            .allowedCharsets(List.of("UTF-7"))
            .headerLength(20)
            .acceptEncodingLength(4)
            .arguments(1)
            .argumentNameLength(2)
            .argumentLength(3)
            .argumentsLength(5)
            .rangeParts(1)
            .build();
    AnomalyDetector all = new AnomalyDetector(Anomalies.all(), limits);
    RawHead fine =
        RawHead.of("REPORT /a.sql?ab=cde HTTP/1.1", "Host: a", "User-Agent: x", "Accept: */*");
    fine.with("Content-Type", "text/plain;charset=utf-7".substring(0, 10)).with("TE", "a");
    assertThat(Anomalies.list(all.detect(fine))).isEmpty();
    RawHead odd =
        RawHead.of(
            "POST /a.php?abc=defg&h=i HTTP/1.1",
            "Host: a",
            "User-Agent: " + "x".repeat(21),
            "Accept: */*",
            "X-SECRET: 1",
            "Content-Length: 1",
            "Content-Type: text/xml",
            "Accept-Encoding: gzip2",
            "Range: bytes=0-1,2-3");
    assertThat(Anomalies.list(all.detect(odd)))
        .containsExactlyInAnyOrder(
            Anomaly.METHOD_NOT_ALLOWED,
            Anomaly.RESTRICTED_SUFFIX,
            Anomaly.ARGUMENT_NAME_TOO_LONG,
            Anomaly.ARGUMENT_TOO_LONG,
            Anomaly.TOO_MANY_ARGUMENTS,
            Anomaly.ARGUMENTS_TOO_LONG,
            Anomaly.HEADER_TOO_LONG,
            Anomaly.HEADER_FORBIDDEN,
            Anomaly.ACCEPT_ENCODING_TOO_LONG,
            Anomaly.CONTENT_TYPE_NOT_ALLOWED,
            Anomaly.RANGE_MANY_PARTS);
    assertThatThrownBy(() -> new AnomalyLimits.Builder().arguments(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 or more");
  }

  @Test
  void names() {
    assertThat(Anomaly.values().length).isLessThan(Long.SIZE);
    assertThat(Anomalies.keys()).doesNotHaveDuplicates().allMatch(key -> key.matches("[a-z0-9-]+"));
    for (Anomaly anomaly : Anomaly.values()) {
      assertThat(Anomalies.named(anomaly.key())).isSameAs(anomaly);
      assertThat(Anomalies.list(anomaly.bit())).containsExactly(anomaly);
      assertThat(Anomalies.document())
          .contains("| `" + anomaly.key() + "` | ")
          .contains(anomaly.sentence());
      assertThat(anomaly.sentence()).endsWith(".").doesNotContain("|");
    }
    assertThat(Anomalies.named("host")).isNull();
    assertThat(Anomalies.list(Anomalies.standard()))
        .allMatch(anomaly -> anomaly.strictness() == Strictness.STANDARD)
        .contains(Anomaly.HOST_MISSING)
        .doesNotContain(Anomaly.USER_AGENT_MISSING);
    assertThat(Anomalies.mask(Anomalies.list(Anomalies.all()))).isEqualTo(Anomalies.all());
  }

  /** Throws from everything but method, target and version. */
  private static final class Untouchable implements RequestHead {
    @Override
    public InetAddress peer() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int localPort() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean secure() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Protocol protocol() {
      return Protocol.HTTP_1_1;
    }

    @Override
    public CharSequence method() {
      return "GET";
    }

    @Override
    public CharSequence target() {
      return "/%00?%00=" + "\\u0041";
    }

    @Override
    public CharSequence host() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CharSequence header(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CharSequence header(String name, int index) {
      throw new UnsupportedOperationException();
    }
  }
}
