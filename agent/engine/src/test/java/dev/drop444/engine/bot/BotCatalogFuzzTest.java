package dev.drop444.engine.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drop444.engine.FuzzInput;
import dev.drop444.engine.RawHead;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Any user agent: a bot or none, an attack tool to both catalogs alike, read linearly. */
class BotCatalogFuzzTest {

  private static final BotCatalog ALL = BotCatalog.all();
  private static final BotCatalog SCANNERS = BotCatalog.scanners();

  @FuzzTest(maxDuration = "3m")
  void find(byte[] input) {
    String agent = FuzzInput.bytes(input);
    Bot bot = ALL.find(agent);
    Bot tool = SCANNERS.find(agent);
    boolean scanner = bot != null && bot.is(BotCategory.SCANNER);
    assertThat(tool != null).isEqualTo(scanner);
    assertThat(nameOf(tool)).isEqualTo(scanner ? nameOf(bot) : "");
    RawHead head = RawHead.of("GET / HTTP/1.1").with("User-Agent", agent.repeat(20));
    CharSequence text = Objects.requireNonNull(head.header("user-agent"));
    ALL.find(text);
    // A part of each pattern that may fit is compared; a text is not made of all of them.
    assertThat(head.reads()).isLessThanOrEqualTo(20L * text.length() + 2_000);
  }

  private static String nameOf(@Nullable Bot bot) {
    return bot == null ? "" : bot.name();
  }
}
