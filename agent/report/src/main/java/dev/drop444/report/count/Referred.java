package dev.drop444.report.count;

import org.jspecify.annotations.Nullable;

/** Requests for one path, dropped by one rule, that came from a page. Not thread-safe. */
public final class Referred {

  private final RuleTally rule;
  private final String path;
  private final boolean probe;
  private long count;
  private long ownLinks;
  private String referer = "";
  private @Nullable String client;
  private @Nullable String userAgent;
  private boolean ofSeveral;

  Referred(RuleTally rule, String path, boolean probe) {
    this.rule = rule;
    this.path = path;
    this.probe = probe;
  }

  void add(String referer, boolean ownLink, @Nullable String client, @Nullable String userAgent) {
    ofSeveral |= count > 0 && client != null && !client.equals(this.client);
    count++;
    // A link of one's own is the better example.
    if (ownLink || ownLinks == 0) {
      this.referer = referer;
      this.client = client;
      this.userAgent = userAgent;
    }
    ownLinks += ownLink ? 1 : 0;
  }

  public RuleTally rule() {
    return rule;
  }

  public String path() {
    return path;
  }

  /** Whether hardly anybody but scanners asks for it. */
  public boolean isProbe() {
    return probe;
  }

  public long count() {
    return count;
  }

  /** How many of them came from a page of the same host. */
  public long ownLinks() {
    return ownLinks;
  }

  /** Whether they came from more than one client. */
  public boolean isOfSeveral() {
    return ofSeveral;
  }

  /** The page of one of them. */
  public String referer() {
    return referer;
  }

  /** The client of one of them; null if nobody knows it. */
  public @Nullable String client() {
    return client;
  }

  public @Nullable String userAgent() {
    return userAgent;
  }
}
