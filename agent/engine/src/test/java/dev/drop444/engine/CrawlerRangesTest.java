package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.check.Check;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Sources;
import dev.drop444.engine.explain.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Crawlers that are known by the addresses that their operators publish. */
class CrawlerRangesTest {

  /** Verified crawlers pass, and nobody else does. */
  private static final String RULES =
      "preset=none\nrule.good.bot=verified\nrule.good.action=allow\nrule.good.order=1\nrule.rest.path=*\n";

  private static final String JSON =
      "{\n  \"creationTime\": \"2026-11-03T15:00:07.000000\",\n  \"prefixes\": [{\n"
          + "    \"ipv4Prefix\": \"192.0.2.0/27\"\n  }, {\n"
          + "    \"ipv6Prefix\": \"2001:db8::/64\"\n  }]\n}\n";

  private final Path directory;
  private long written = 1_700_000_000_000L;

  CrawlerRangesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(written += 60_000));
  }

  private Sources sources() {
    return Sources.of("config=c.properties", new Properties(), Map.of(), directory);
  }

  private Loaded load(String ranges) throws IOException {
    write("c.properties", RULES + "crawler-ranges=" + ranges + "\n");
    return Configuration.load(sources());
  }

  private Engine engine(String ranges) throws IOException {
    Loaded loaded = load(ranges);
    assertThat(loaded.report()).isEmpty();
    assertThat(loaded.warnings()).isEmpty();
    return Engine.start(
        loaded.configuration().orElseThrow(), RecordingLogger::new, new MovableTime());
  }

  private static boolean passes(Engine engine, String client, String agent) {
    return !engine.gates("test").request(Head.get("/").from(client).agent(agent)).drops();
  }

  @Test
  void whoIsListedPassesAtTheFirstRequest() throws IOException {
    write("google.json", JSON);
    write("ducks.txt", "# DuckDuckGo\n198.51.100.7\n198.51.100.8 ; another\n");
    try (Engine engine =
        engine("googlebot:@google.json,DuckDuckBot:@ducks.txt,duckduckbot:2001:db8:9::/48")) {
      assertThat(passes(engine, "192.0.2.1", "Googlebot/2.1")).isTrue();
      assertThat(passes(engine, "2001:db8::1", "Googlebot/2.1")).isTrue();
      assertThat(passes(engine, "192.0.2.1", "AdsBot-Google")).isTrue();
      assertThat(passes(engine, "198.51.100.8", "DuckDuckBot/1.1")).isTrue();
      assertThat(passes(engine, "2001:db8:9::1", "DuckDuckBot/1.1")).isTrue();
      // Another operator's list, and no list.
      assertThat(passes(engine, "192.0.2.1", "DuckDuckBot/1.1")).isFalse();
      assertThat(passes(engine, "192.0.2.40", "DuckDuckBot/1.1")).isFalse();
      assertThat(passes(engine, "198.51.100.7", "curl/8.5.0")).isFalse();
    }
  }

  @Test
  void aListFollowsItsFileAndTheConfiguration() throws IOException {
    write("ducks.txt", "192.0.2.1\n");
    try (Engine engine = engine("duckduckbot:@ducks.txt")) {
      assertThat(passes(engine, "192.0.2.1", "DuckDuckBot/1.1")).isTrue();
      write("ducks.txt", "192.0.2.2\n");
      ticks(engine);
      assertThat(passes(engine, "192.0.2.1", "DuckDuckBot/1.1")).isFalse();
      assertThat(passes(engine, "192.0.2.2", "DuckDuckBot/1.1")).isTrue();
      write("c.properties", RULES + "crawler-ranges=duckduckbot:192.0.2.3\n");
      ticks(engine);
      assertThat(passes(engine, "192.0.2.2", "DuckDuckBot/1.1")).isFalse();
      assertThat(passes(engine, "192.0.2.3", "DuckDuckBot/1.1")).isTrue();
    }
  }

  private static void ticks(Engine engine) {
    for (int i = 0; i < 4; i++) {
      engine.tick();
    }
  }

  @Test
  void explainKnowsTheListsAndAsksNobody() throws IOException {
    Configuration configuration = load("googlebot:192.0.2.0/27").configuration().orElseThrow();
    Head crawler = Head.get("/").agent("Googlebot/2.1");
    assertThat(Explanation.of(configuration, crawler.from("192.0.2.1")).decider())
        .isEqualTo("good");
    assertThat(Explanation.of(configuration, crawler.from("192.0.2.99")).decider())
        .isEqualTo("rest");
  }

  @Test
  void checkTellsWhatIsWrongInAFile() throws IOException {
    write("google.json", JSON.replace("/27", "/270"));
    load("googlebot:@google.json");
    Check check = Check.of(sources());
    assertThat(check.isGood()).isTrue();
    assertThat(check.warnings())
        .singleElement()
        .asString()
        .contains("google.json line 4")
        .contains("the prefix length must be");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "googelbot:@g.json | did you mean googlebot?",
        "gptbot:192.0.2.1 | expected a crawler that can be verified",
        "192.0.2.1 | expected a crawler that can be verified",
        "2001:db8::1 | expected a crawler that can be verified",
        "googlebot | expected a crawler that can be verified",
        "googlebot:@missing.json | there is no such file",
        "googlebot:192.0.2.256 | expected",
        "googlebot: | expected",
      })
  void whatIsWrongIsSaid(String ranges, String sentence) throws IOException {
    assertThat(load(ranges).problems()).singleElement().asString().contains(sentence);
  }
}
