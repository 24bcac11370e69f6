package dev.drop444.benchmarks.memory;

import dev.drop444.engine.Engine;
import dev.drop444.engine.Ledger;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Sources;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Gates;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.helpers.NOPLogger;

/**
 * Measures what an engine takes of the heap, prints a table, and writes it into a file that it is
 * told: a million bans, entries of a list and keys of a rate, and a flood from ten million
 * addresses. As many rounds as the system property {@code drop444.rounds} says; wants a heap of a
 * gigabyte.
 */
public final class Memory {

  private static final int ROUNDS = Integer.getInteger("drop444.rounds", 3);
  private static final int MILLION = 1_000_000;
  private static final int KEPT_BANS = 100_000;

  /** What the first so many of a flood have filled is full. */
  private static final int FULL = 3 * MILLION;

  private static final int FLOOD = Integer.getInteger("drop444.flood", 10 * MILLION);

  private Memory() {}

  /** Measures, and prints a table. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(Line.head());
    List<Line> lines = new ArrayList<>();
    for (Addresses addresses : Addresses.values()) {
      Measured bans = new Measured("1M bans", addresses.name(), 128);
      Measured list = new Measured("1M list entries", addresses.name(), 32);
      Measured rates = new Measured("1M rate keys", addresses.name(), 128);
      Path file = list(addresses);
      for (int i = 0; i < ROUNDS; i++) {
        bans.add(ofBans(addresses));
        list.add(ofList(file));
        rates.add(ofRates(addresses));
      }
      List<Line> measured = new ArrayList<>(List.of(bans.line(), list.line(), rates.line()));
      measured.addAll(flood(addresses));
      measured.forEach(System.out::println);
      lines.addAll(measured);
    }
    if (arguments.length > 0) {
      Files.write(
          Path.of(arguments[0]), lines.stream().map(Line::tabbed).collect(Collectors.toList()));
    }
  }

  private static Engine engine(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty("drop444." + settings[i], settings[i + 1]);
    }
    Loaded loaded = Configuration.load(Sources.of(null, properties, Map.of(), Path.of("")));
    Configuration configuration =
        loaded.configuration().orElseThrow(() -> new IllegalStateException(loaded.report()));
    return Engine.start(configuration, () -> NOPLogger.NOP_LOGGER);
  }

  private static long ofBans(Addresses addresses) {
    try (Engine engine = engine()) {
      long before = HeapUse.bytes();
      ban(engine, addresses, 0, MILLION);
      long after = HeapUse.bytes();
      check(engine.bans().size() == MILLION, "all are banned");
      return after - before;
    }
  }

  /** As a ban file does, because an operator's hand is told of each ban. */
  private static void ban(Engine engine, Addresses addresses, int from, int count) {
    String rest = " " + Instant.now().plus(Duration.ofDays(1)) + " scanners 1";
    for (int i = from; i < from + count; i++) {
      check(engine.readBan(addresses.number(i).getHostAddress() + rest), "the line is a ban");
    }
  }

  private static long ofList(Path file) {
    long before = HeapUse.bytes();
    try (Engine engine = engine("preset", "none", "deny", "@" + file)) {
      long with = HeapUse.bytes() - before;
      check(engine.lists().get(0).entries() == MILLION, "all are in the list");
      return with;
    }
  }

  private static Path list(Addresses addresses) throws IOException {
    Path file = Files.createTempFile("drop444", ".txt");
    file.toFile().deleteOnExit();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < MILLION; i++) {
        out.write(addresses.number(i).getHostAddress());
        out.write('\n');
      }
    }
    return file;
  }

  private static long ofRates(Addresses addresses) {
    try (Engine engine = engine("preset", "none", "rule.slowly.rate", "1/d")) {
      Gates gates = engine.gates("benchmark");
      long before = HeapUse.bytes();
      ScannerRequest request = new ScannerRequest("curl/8");
      for (int i = 0; i < MILLION; i++) {
        gates.request(request.from(addresses.number(i)));
      }
      long after = HeapUse.bytes();
      // Full buckets give way to others before the table is full; few do.
      check(filled(engine) > MILLION * 0.99, "all keys are known");
      return after - before;
    }
  }

  private static long filled(Engine engine) {
    return engine.ledger().tables().values().stream().mapToLong(Ledger.Table::size).sum();
  }

  /**
   * Ten million clients, each of which owes something to a rate and gets a strike, while others are
   * banned. When all tables are full, nothing may grow any more.
   */
  private static List<Line> flood(Addresses addresses) {
    Measured start = new Measured("10M addresses, what tables hold", addresses.name(), 288);
    Measured growth = new Measured("10M addresses, growth when full", addresses.name(), 1);
    try (Engine engine = engine("rule.slowly.rate", "1/d", "rule.slowly.burst", "1")) {
      Gates gates = engine.gates("benchmark");
      long before = HeapUse.bytes();
      ban(engine, addresses, FLOOD, KEPT_BANS);
      flood(gates, addresses, 0, FULL);
      long full = HeapUse.bytes();
      flood(gates, addresses, FULL, FLOOD);
      long after = HeapUse.bytes();
      start.add(full - before);
      growth.add(after - full);
      List<Line> lines = new ArrayList<>(List.of(start.line(), growth.line()));
      int kept = 0;
      for (int i = FLOOD; i < FLOOD + KEPT_BANS; i++) {
        if (gates.accept(addresses.number(i), 8080) != AcceptVerdict.PASS) {
          kept++;
        }
      }
      lines.add(
          new Line(
              "10M addresses, bans that still hold",
              addresses.name(),
              kept + " of " + KEPT_BANS,
              "all",
              kept == KEPT_BANS));
      engine
          .ledger()
          .tables()
          .forEach(
              (name, table) -> {
                // A table of rates has two places for each key, because they do not fill evenly.
                long places = name.equals("rates") ? 2 * table.capacity() : table.capacity();
                if (places > 0) {
                  lines.add(
                      new Line(
                          "10M addresses, " + name,
                          addresses.name(),
                          table.size() + ", " + table.evicted() + " gave way",
                          "<= " + places,
                          table.size() <= places));
                }
              });
      return lines;
    }
  }

  /** From each address a request that its rate lets pass, and one that is a strike. */
  private static void flood(Gates gates, Addresses addresses, int from, int to) {
    ScannerRequest good = new ScannerRequest("curl/8");
    ScannerRequest bad = new ScannerRequest("sqlmap/1.8");
    for (int i = from; i < to; i++) {
      InetAddress peer = addresses.number(i);
      if (gates.accept(peer, 8080) == AcceptVerdict.PASS) {
        gates.request(good.from(peer));
        gates.request(bad.from(peer));
      }
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("Not so: " + what);
    }
  }
}
