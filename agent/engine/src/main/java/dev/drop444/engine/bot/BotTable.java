package dev.drop444.engine.bot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code bots.tsv}: one pattern a line with the bot that it stands for. */
final class BotTable {

  private static final String RESOURCE = "bots.tsv";
  private static final String SCANNER = BotCategory.SCANNER.key() + '\t';

  /**
   * A pattern and its bot. A pattern is plain text anywhere in the user agent, whatever the case of
   * its letters; a leading {@code ^} is the start of the user agent and a trailing {@code $} its
   * end.
   */
  static final class Row {
    final String pattern;
    final Bot bot;

    Row(String pattern, Bot bot) {
      this.pattern = pattern;
      this.bot = bot;
    }

    /** How many characters of a text the pattern stands for. */
    int length() {
      return text().length();
    }

    /** The pattern as a glob of the whole user agent. */
    String glob() {
      String before = pattern.startsWith("^") ? "" : "*";
      String after = pattern.endsWith("$") ? "" : "*";
      String text = text();
      StringBuilder glob = new StringBuilder(before);
      for (int i = 0; i < text.length(); i++) {
        if ("\\*?".indexOf(text.charAt(i)) >= 0) {
          glob.append('\\');
        }
        glob.append(text.charAt(i));
      }
      return glob.append(after).toString();
    }

    /** The pattern without its anchors. */
    private String text() {
      int start = pattern.startsWith("^") ? 1 : 0;
      return pattern.substring(start, pattern.length() - (pattern.endsWith("$") ? 1 : 0));
    }
  }

  private final Map<String, CrawlerOrigin> origins = new HashMap<>();
  private final Map<String, Bot> bots = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private BotTable() {}

  /**
   * The rows of the table that is shipped.
   *
   * @param scannersOnly only those of attack tools, which stand first
   */
  static List<Row> shipped(boolean scannersOnly) {
    try (InputStream in = BotTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      return read(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), scannersOnly);
    } catch (IOException unreadable) {
      throw new IllegalStateException(RESOURCE + " cannot be read", unreadable);
    }
  }

  static List<Row> read(BufferedReader in, boolean scannersOnly) throws IOException {
    BotTable table = new BotTable();
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (!line.isEmpty() && line.charAt(0) != '#') {
        if (scannersOnly && !line.startsWith(SCANNER)) {
          break;
        }
        try {
          table.add(line.split("\t", -1));
        } catch (RuntimeException wrong) {
          throw new IOException("line " + number + ": " + wrong.getMessage(), wrong);
        }
      }
    }
    return table.rows;
  }

  private void add(String[] fields) {
    if (fields.length < 3 || fields.length > 5) {
      throw new IllegalArgumentException("categories, pattern, name, url, verified by expected");
    }
    String verifiedBy = fields.length < 5 ? "" : fields[4];
    String url = fields.length < 4 ? "" : fields[3];
    // Several patterns of one bot share it.
    String identity = fields[0] + '\t' + fields[2] + '\t' + verifiedBy;
    Bot bot = bots.get(identity);
    if (bot == null) {
      bot = new Bot(fields[2], categories(fields[0]), url, origin(verifiedBy));
      bots.put(identity, bot);
    }
    rows.add(new Row(fields[1], bot));
  }

  private static Set<BotCategory> categories(String keys) {
    EnumSet<BotCategory> result = EnumSet.noneOf(BotCategory.class);
    for (String key : keys.split(",", -1)) {
      BotCategory category = BotCategory.of(key);
      if (category == null) {
        throw new IllegalArgumentException("no such category: " + key);
      }
      result.add(category);
    }
    return result;
  }

  private @Nullable CrawlerOrigin origin(String text) {
    return text.isEmpty() ? null : origins.computeIfAbsent(text, CrawlerOrigin::parse);
  }
}
