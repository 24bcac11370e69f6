package dev.drop444.report.log;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one line says, read over and over into the same object. Either somebody was dropped, banned,
 * answered, refused or closed on, or it is a sentence of drop444 about itself. Not thread-safe.
 */
public final class LogLine {

  private static final String WOULD = "would-";

  /** So that sums of all lines of any log stay exact. */
  private static final int MOST_DIGITS = 12;

  private static final int LONGEST_WORD = 64;

  private final Texts texts = new Texts();
  private final Fields fields = new Fields();
  private final TextPairs pairs = new TextPairs(texts);
  private final JsonObject object = new JsonObject(texts);

  private long millis;
  private boolean decision;
  private Outcome outcome = Outcome.DROP;
  private boolean enforced;
  private boolean summary;
  private long weight;
  private @Nullable String client;

  /**
   * Reads a line, without its end; false if it is none of a drop log.
   *
   * @param bytes between the two places printable ASCII
   */
  boolean read(byte[] bytes, int from, int to) {
    boolean wellFormed =
        bytes[from] == '{'
            ? object.read(bytes, from, to, fields)
            : pairs.read(bytes, from, to, fields);
    return wellFormed && understand();
  }

  private boolean understand() {
    String time = fields.get(Field.TIME);
    millis = time == null ? Times.UNREADABLE : Times.millis(time);
    if (millis == Times.UNREADABLE) {
      return false;
    }
    decision = fields.get(Field.LEVEL) == null;
    return decision
        ? understandDecision()
        : fields.get(Field.NOTICE) != null || fields.get(Field.FAULT) != null;
  }

  private boolean understandDecision() {
    String action = fields.get(Field.ACTION);
    if (!isWord(action)
        || !isWord(fields.get(Field.MODE))
        || !isWord(fields.get(Field.GATE))
        || !isWord(fields.get(Field.RULE))) {
      return false;
    }
    String word = Objects.requireNonNull(action);
    enforced = !word.startsWith(WOULD);
    Outcome found = Outcome.of(enforced ? word : word.substring(WOULD.length()));
    if (found == null) {
      return false;
    }
    outcome = found;
    String number = fields.get(Field.MORE);
    Field whose = Field.LAST_CLIENT;
    if (number == null) {
      number = fields.get(Field.COUNT);
      whose = Field.LAST_PEER;
    }
    summary = number != null;
    weight = number == null ? 1 : number(number);
    // A line that was cut off before this is half a line.
    if (weight < 0 || !fields.says(number == null ? Field.PEER : whose)) {
      return false;
    }
    String address = fields.known(number == null ? Field.CLIENT : whose);
    client = address == null ? null : Address.canonical(address);
    return address == null || client != null;
  }

  private static boolean isWord(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST_WORD) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static long number(String text) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** When, in milliseconds since the epoch. */
  public long millis() {
    return millis;
  }

  /** Whether something was decided; otherwise it is a sentence of drop444 about itself. */
  public boolean isDecision() {
    return decision;
  }

  /** What became of whoever it was. Of a decision, as are all below. */
  public Outcome outcome() {
    return outcome;
  }

  /** Whether it really happened. */
  public boolean enforced() {
    return enforced;
  }

  /** Whether it tells of many at once, of whom nothing is known but who was the last one. */
  public boolean isSummary() {
    return summary;
  }

  /** Of how many it tells. */
  public long weight() {
    return weight;
  }

  /** The client's address, of a summary that of the last one; null if nobody knows it. */
  public @Nullable String client() {
    return client;
  }

  public String mode() {
    return Objects.requireNonNull(fields.get(Field.MODE));
  }

  public String gate() {
    return Objects.requireNonNull(fields.get(Field.GATE));
  }

  public String rule() {
    return Objects.requireNonNull(fields.get(Field.RULE));
  }

  /** In what way it was malformed; null if it was not, or nobody says. */
  public @Nullable String kind() {
    return fields.known(Field.KIND);
  }

  public @Nullable String method() {
    return fields.known(Field.METHOD);
  }

  /** What was asked for, unescaped; null if there was no request. */
  public @Nullable String target() {
    return fields.known(Field.TARGET);
  }

  public @Nullable String host() {
    return fields.known(Field.HOST);
  }

  public @Nullable String userAgent() {
    return fields.known(Field.USER_AGENT);
  }

  /** The page from which it was asked for; null if the client did not say. */
  public @Nullable String referer() {
    return fields.known(Field.REFERER);
  }

  /** Whether drop444 warns; of a sentence. */
  public boolean isWarning() {
    return "warn".equals(fields.get(Field.LEVEL));
  }

  /** What drop444 says; of a sentence. */
  public String sentence() {
    String notice = fields.get(Field.NOTICE);
    return notice != null ? notice : "failed: " + fields.get(Field.FAULT);
  }
}
