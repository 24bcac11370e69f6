package dev.drop444.it.benchmark.side;

import dev.drop444.it.benchmark.load.Addresses;
import dev.drop444.it.process.Setup;
import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How drop444 is configured where it is measured. */
public final class Drop444 {

  private Drop444() {}

  /**
   * The standard preset. All clients come from loopback, and are treated like strangers. The log is
   * as it is by default, where the tests' setups have it write every line.
   */
  public static Setup standard(String name) {
    return Setup.agent(name)
        .with("spare-loopback", "false")
        .with("log.first", "5")
        .with("log.rate", "50");
  }

  /**
   * More than most will ever have, as in the benchmark of decisions: a list of a million addresses,
   * all sorts of bots, 200 rules on paths, 20 rates, and 100,000 clients that are banned.
   */
  public static Setup heavy(String name) {
    String text = "drop444.deny=@" + write("deny.txt", millionAddresses()) + "\n" + rules();
    return standard(name)
        .with("config", write("heavy.properties", text).toString())
        .with("ban-file", banFile(new Addresses(0x64800000, 100_000)).toString());
  }

  private static String rules() {
    try (InputStream rules =
        Drop444.class.getResourceAsStream("/dev/drop444/benchmarks/heavy.properties")) {
      return new String(rules.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No two beside each other. */
  private static String millionAddresses() {
    return IntStream.range(0, 1_000_000)
        .mapToObj(i -> dotted(0x0b000000 + 2 * i) + "\n")
        .collect(Collectors.joining());
  }

  /** A file of bans that last longer than any benchmark. */
  public static Path banFile(Addresses banned) {
    return write(
        "bans-" + banned.size() + ".txt",
        IntStream.range(0, banned.size())
            .mapToObj(i -> dotted(banned.first() + i) + " 2099-01-01T00:00:00Z repeat 1\n")
            .collect(Collectors.joining()));
  }

  private static String dotted(int address) {
    return (address >>> 24)
        + "."
        + ((address >> 16) & 255)
        + "."
        + ((address >> 8) & 255)
        + "."
        + (address & 255);
  }

  private static Path write(String name, String text) {
    try {
      Path directory = Files.createDirectories(Surroundings.work().resolve("benchmark"));
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
