package dev.drop444.engine.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.Engine;
import dev.drop444.engine.Head;
import dev.drop444.engine.LoadedEngine;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Verdict;
import org.junit.jupiter.api.Test;

class OverloadPresetTest {

  private static LoadedEngine engine(String... more) {
    String[] settings = new String[more.length + 2];
    settings[0] = "preset";
    settings[1] = "standard,overload";
    System.arraycopy(more, 0, settings, 2, more.length);
    return new LoadedEngine(settings);
  }

  private static boolean refuses(Engine engine, String peer) {
    return engine.gates("test").accept(Addresses.of(peer), 0) != AcceptVerdict.PASS;
  }

  @Test
  void nothingHappensWithoutTrouble() {
    try (LoadedEngine load = engine()) {
      load.with(180, 50);
      assertThat(load.engine().gates("test").request(Head.get("/"))).isSameAs(Verdict.PASS);
      assertThat(refuses(load.engine(), "198.51.100.1")).isFalse();
    }
  }

  @Test
  void whenThreadsAreShortRequestsAreToldToComeBackAndConnectionsTaken() {
    try (LoadedEngine load = engine()) {
      load.with(190, 0);
      Verdict verdict = load.engine().gates("test").request(Head.get("/"));
      assertThat(verdict.rule()).isEqualTo("overload");
      assertThat(verdict.status()).isEqualTo(503);
      assertThat(verdict.retryAfterSeconds()).isEqualTo(10);
      assertThat(load.engine().gates("test").request(Head.get("/health"))).isSameAs(Verdict.PASS);
      assertThat(load.engine().gates("test").request(Head.get("/").from("127.0.0.1")))
          .isSameAs(Verdict.PASS);
      assertThat(refuses(load.engine(), "198.51.100.1")).isFalse();
    }
  }

  @Test
  void whenTheQueueDoesNotEndConnectionsAreRefusedAndRequestsStillAnswered() {
    try (LoadedEngine load = engine()) {
      load.engine().gates("test").request(Head.get("/healthz").from("198.51.100.2"));
      load.with(200, 900);
      assertThat(refuses(load.engine(), "198.51.100.1")).isTrue();
      assertThat(refuses(load.engine(), "198.51.100.2")).isFalse();
      assertThat(load.engine().gates("test").request(Head.get("/")).status()).isEqualTo(503);
      load.with(20, 0);
      assertThat(refuses(load.engine(), "198.51.100.1")).isFalse();
      assertThat(load.engine().gates("test").request(Head.get("/"))).isSameAs(Verdict.PASS);
    }
  }

  @Test
  void otherRulesComeFirst() {
    try (LoadedEngine load = engine("rule.vip.path", "/vip", "rule.vip.action", "allow")) {
      load.with(200, 900);
      Verdict scanner = load.engine().gates("test").request(Head.get("/").agent("sqlmap/1.8"));
      assertThat(scanner.drops()).isTrue();
      assertThat(scanner.rule()).isEqualTo("scanners");
      assertThat(load.engine().gates("test").request(Head.get("/vip"))).isSameAs(Verdict.PASS);
      // It could not be allowed if it were refused before it is heard.
      assertThat(refuses(load.engine(), "198.51.100.1")).isFalse();
      assertThat(load.engine().gates("test").request(Head.get("/")).status()).isEqualTo(503);
    }
  }

  /**
   * An answer does a proxy's other users no harm; nor does it to those of one that is not named.
   */
  @Test
  void clientsBehindProxiesAreAnsweredToo() {
    try (LoadedEngine load = engine("trusted-proxies", "10.0.0.1")) {
      load.with(200, 900);
      for (String proxy : new String[] {"10.0.0.1", "10.0.0.2", "127.0.0.1"}) {
        Head proxied = Head.get("/").from(proxy).with("x-forwarded-for", "198.51.100.1");
        Verdict verdict = load.engine().gates("test").request(proxied);
        assertThat(verdict.status()).as(proxy).isEqualTo(503);
        assertThat(refuses(load.engine(), proxy)).as(proxy).isFalse();
      }
    }
  }
}
