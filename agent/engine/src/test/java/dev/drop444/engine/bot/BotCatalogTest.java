package dev.drop444.engine.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BotCatalogTest {

  private static final BotCatalog ALL = BotCatalog.all();
  private static final BotCatalog SCANNERS = BotCatalog.scanners();

  /** Each line of user-agents.tsv: category or -, name, user agent. */
  static Stream<String[]> userAgents() throws IOException {
    try (InputStream in = BotCatalogTest.class.getResourceAsStream("user-agents.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t", 3));
    }
  }

  @ParameterizedTest
  @MethodSource("userAgents")
  void knowsEachBotAndTakesNoBrowserForOne(String category, String name, String userAgent) {
    Bot bot = ALL.find(userAgent);
    if (category.equals("-")) {
      assertThat(bot).as(userAgent).isNull();
    } else {
      Bot known = Objects.requireNonNull(bot, userAgent);
      assertThat(known.name()).as(userAgent).isEqualTo(name);
      assertThat(known.categories()).as(userAgent).contains(BotCategory.of(category));
    }
  }

  @ParameterizedTest
  @MethodSource("userAgents")
  void saysTheSameOfAttackToolsWhenItKnowsNothingElse(
      String category, String name, String userAgent) {
    Bot bot = SCANNERS.find(userAgent);
    assertThat(bot == null ? "none" : bot.name())
        .as(userAgent)
        .isEqualTo(category.equals("scanner") ? name : "none");
  }

  @Test
  void theCaseOfLettersDoesNotCount() {
    assertThat(nameOf("cUrL/8.5.0")).isEqualTo("curl");
    assertThat(nameOf("mozilla/5.0 (compatible; googlebot/2.1)")).isEqualTo("Googlebot");
  }

  @Test
  void anAnchoredPatternStaysAtItsEnd() {
    assertThat(nameOf("node")).isEqualTo("Node.js");
    assertThat(nameOf("node-like")).isNull();
    assertThat(nameOf("Mozilla/5.0 (Java/17)")).isNull();
  }

  @Test
  void anyTextHasAnAnswer() {
    SplittableRandom random = new SplittableRandom(444);
    String[] parts = {"bot", "Googlebot/", "curl/", "sqlmap", "() { :", "${jndi:", "ompatible; "};
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      while (text.length() < length) {
        if (random.nextInt(4) == 0) {
          text.append(parts[random.nextInt(parts.length)]);
        } else {
          text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
        }
      }
      Bot all = ALL.find(text);
      Bot scanner = SCANNERS.find(text);
      boolean isScanner = all != null && all.is(BotCategory.SCANNER);
      assertThat(isScanner).as("seed 444, text %d: %s", i, text).isEqualTo(scanner != null);
    }
  }

  @Test
  void findsWhatComparingEachPatternFinds() {
    List<BotTable.Row> rows = BotTable.shipped(false);
    SplittableRandom random = new SplittableRandom(445);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        String pattern = rows.get(random.nextInt(rows.size())).pattern;
        text.append(
            pattern.substring(0, random.nextInt(pattern.length() + 1)).replaceAll("[$^]", ""));
      }
      String framed = "^" + text.toString().toLowerCase(Locale.ROOT) + "$";
      List<Bot> all = new ArrayList<>();
      rows.stream().filter(row -> framed.contains(row.pattern)).forEach(row -> all.add(row.bot));
      Bot found = ALL.find(text);
      if (all.isEmpty()) {
        assertThat(found).as("%s", text).isNull();
      } else {
        assertThat(all).as("%s", text).extracting(Bot::toString).contains(String.valueOf(found));
      }
    }
  }

  @Test
  void aVeryLongTextIsReadToItsEnd() {
    String text = "Googlebo".repeat(100_000);
    assertThat(ALL.find(text)).isNull();
    assertThat(nameOf(text + " sqlmap")).isEqualTo("sqlmap");
  }

  @Test
  void findingAllocatesNothing() {
    String browser = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36";
    String crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    int found = 0;
    long before = 0;
    for (int i = -1_000; i < 10_000; i++) {
      if (i == 0) {
        before = threads.getThreadAllocatedBytes(id);
      }
      found += ALL.find(browser) == null ? 0 : 1;
      found += ALL.find(crawler) == null ? 0 : 1;
    }
    long allocated = threads.getThreadAllocatedBytes(id) - before;
    assertThat(found).isEqualTo(11_000);
    // An object a call would be 320,000 bytes; the JVM itself may need a few.
    assertThat(allocated).isCloseTo(0, within(10_000L));
  }

  private static @Nullable String nameOf(String userAgent) {
    Bot bot = ALL.find(userAgent);
    return bot == null ? null : bot.name();
  }
}
