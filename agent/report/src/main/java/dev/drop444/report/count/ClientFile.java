package dev.drop444.report.count;

import org.jspecify.annotations.Nullable;

/** What the log tells of one client, complete from its first line on. Not thread-safe. */
public final class ClientFile {

  private static final int FEW_RULES = 4;

  private final String address;
  private final int[] rules = new int[FEW_RULES];
  private final int[] counts = new int[FEW_RULES];
  private int ruleCount;
  private boolean manyRules;
  private int lines;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private boolean banned;
  private boolean summed;
  private boolean browser = true;
  private boolean probe;
  private @Nullable String method;
  private @Nullable String target;
  private @Nullable String userAgent;

  ClientFile(String address) {
    this.address = address;
  }

  void line(long millis, int rule, @Nullable String userAgent, boolean isBrowser) {
    lines++;
    firstMillis = Math.min(firstMillis, millis);
    lastMillis = Math.max(lastMillis, millis);
    browser &= isBrowser;
    if (userAgent != null) {
      this.userAgent = userAgent;
    }
    for (int i = 0; i < ruleCount; i++) {
      if (rules[i] == rule) {
        counts[i]++;
        return;
      }
    }
    if (ruleCount == FEW_RULES) {
      manyRules = true;
    } else {
      rules[ruleCount] = rule;
      counts[ruleCount++] = 1;
    }
  }

  void request(@Nullable String method, String target, boolean isProbe) {
    this.method = method;
    this.target = target;
    probe |= isProbe;
  }

  void ban() {
    banned = true;
  }

  void summed() {
    summed = true;
  }

  public String address() {
    return address;
  }

  /** How many lines are about it alone. */
  public int lines() {
    return lines;
  }

  /** How many lines it has by one rule. */
  public int lines(int rule) {
    for (int i = 0; i < ruleCount; i++) {
      if (rules[i] == rule) {
        return counts[i];
      }
    }
    return 0;
  }

  /** The only rule that hit it; -1 if there are several. */
  public int onlyRule() {
    return ruleCount == 1 && !manyRules ? rules[0] : -1;
  }

  public long firstMillis() {
    return firstMillis;
  }

  public long lastMillis() {
    return lastMillis;
  }

  /** Whether it was ever banned, or would have been. */
  public boolean banned() {
    return banned;
  }

  /** Whether a summary names it, so that there were more than its lines. */
  public boolean isSummed() {
    return summed;
  }

  /** Whether it always called itself as a browser does. */
  public boolean isBrowser() {
    return browser;
  }

  /** Whether it ever asked for what hardly anybody but scanners asks for. */
  public boolean isProbe() {
    return probe;
  }

  /** The method of its last request in full. */
  public @Nullable String method() {
    return method;
  }

  /** What it asked for at last; null if there was never a request. */
  public @Nullable String target() {
    return target;
  }

  public @Nullable String userAgent() {
    return userAgent;
  }
}
