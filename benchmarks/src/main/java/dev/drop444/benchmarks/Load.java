package dev.drop444.benchmarks;

import dev.drop444.engine.Engine;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.helpers.NOPLogger;

/** How much is configured. */
public enum Load {
  /** No rule at all. */
  NOTHING {
    @Override
    void configure(Properties properties) {
      properties.setProperty("drop444.preset", "none");
    }
  },
  /** As it comes. */
  STANDARD {
    @Override
    void configure(Properties properties) {}
  },
  /**
   * More than most will ever have: a list of a million addresses, all sorts of bots, 200 rules on
   * paths, 20 rates, and 100,000 clients that are banned.
   */
  HEAVY {
    @Override
    void configure(Properties properties) {
      properties.setProperty("drop444.deny", "@" + list());
      try (InputStream rules = Load.class.getResourceAsStream("heavy.properties")) {
        properties.load(rules);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    void begin(Engine engine) {
      for (int i = 0; i < 100_000; i++) {
        String client = "100." + (128 + (i >> 16)) + "." + ((i >> 8) & 255) + "." + (i & 255);
        engine.bans().ban(client, Duration.ofDays(1), (who, ban) -> {});
      }
    }
  };

  abstract void configure(Properties properties);

  void begin(Engine engine) {}

  /** An engine with that much. */
  public Engine engine() {
    Properties properties = new Properties();
    configure(properties);
    Loaded loaded = Configuration.load(Sources.of(null, properties, Map.of(), Path.of("")));
    Configuration configuration =
        loaded.configuration().orElseThrow(() -> new IllegalStateException(loaded.report()));
    Engine engine = Engine.start(configuration, () -> NOPLogger.NOP_LOGGER);
    begin(engine);
    return engine;
  }

  /** A million addresses, no two beside each other. */
  private static Path list() {
    try {
      Path file = Files.createTempFile("drop444", ".txt");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          IntStream.range(0, 1_000_000)
              .map(i -> 2 * i + 0x0b000000)
              .mapToObj(
                  bits ->
                      (bits >>> 24)
                          + "."
                          + ((bits >> 16) & 255)
                          + "."
                          + ((bits >> 8) & 255)
                          + "."
                          + (bits & 255))
              .collect(Collectors.joining("\n", "", "\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InetAddress address(int a, int b, int c, int d) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
