package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.gate.AcceptVerdict;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/**
 * A flood from a million addresses, half of them IPv4 and half IPv6: what it makes the engine
 * remember is asserted, and printed. The default bounds, as operators have them.
 */
class FloodTest {

  private static final int CLIENTS = 1_000_000;

  /**
   * Above what {@code docs/configuration.md} says of the two, with room for another JVM's layout.
   */
  private static final long MAX_HEAP = 128L << 20;

  private static InetAddress client(int number) {
    ByteBuffer bits =
        number % 2 == 0
            ? ByteBuffer.allocate(4).putInt(0x0B00_0000 + number)
            : ByteBuffer.allocate(16).putLong(0x2001_0DB8_0000_0000L + number).putLong(1);
    try {
      return InetAddress.getByAddress(bits.array());
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Engine engine(String... configuration) {
    return Engine.start(Configurations.of(configuration), () -> NOPLogger.NOP_LOGGER);
  }

  @Test
  void probesAndRatesOfAMillionClients() {
    long before = usedHeap();
    try (Engine engine =
        engine(
            "rule.each.rate",
            "10/m",
            "rule.each.key",
            "client",
            "rule.path.rate",
            "100/m",
            "rule.path.key",
            "client+path",
            "rule.errors.status",
            "404",
            "rule.errors.maxretry",
            "9",
            "rule.errors.action",
            "ban")) {
      int silenced = 0;
      for (int i = 0; i < CLIENTS; i++) {
        Head head = Head.get("/.env").fromAddress(client(i)).agent("Mozilla/5.0");
        boolean asked =
            engine.gates("test").accept(client(i), 0) == AcceptVerdict.PASS
                && !engine.gates("test").request(head).drops();
        silenced += asked && engine.gates("test").response(head, Reply.of(404)).drops() ? 1 : 0;
      }
      assertThat(silenced).isEqualTo(CLIENTS);
      mustBeSmall("strikes and rates", engine, before);
    }
  }

  @Test
  void aMillionBans() {
    long before = usedHeap();
    try (Engine engine =
        engine(
            "rule.trap.path", "/trap",
            "rule.trap.action", "ban",
            "rule.trap.bantime", "1d",
            "rule.trap.bantime.increment", "true")) {
      int dropped = 0;
      for (int i = 0; i < CLIENTS; i++) {
        dropped +=
            engine.gates("test").request(Head.get("/trap").fromAddress(client(i))).drops() ? 1 : 0;
      }
      assertThat(dropped).isEqualTo(CLIENTS);
      mustBeSmall("bans", engine, before);
      // Nobody had to give way, and nobody else is banned.
      int refused = 0;
      for (int i = 0; i < CLIENTS; i++) {
        refused += engine.gates("test").accept(client(i), 0) == AcceptVerdict.RST ? 1 : 0;
      }
      assertThat(refused).isEqualTo(CLIENTS);
      assertThat(engine.gates("test").accept(client(CLIENTS), 0)).isEqualTo(AcceptVerdict.PASS);
    }
  }

  private static void mustBeSmall(String what, Engine engine, long before) {
    try {
      long heap = usedHeap() - before;
      System.out.printf(Locale.ROOT, "%,d clients, %s: %,d bytes of heap%n", CLIENTS, what, heap);
      assertThat(heap).isLessThan(MAX_HEAP);
    } finally {
      Reference.reachabilityFence(engine);
    }
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    // A first collection may only hand over what a second one frees.
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
