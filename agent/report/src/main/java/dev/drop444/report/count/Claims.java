package dev.drop444.report.count;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one rule did to clients that say they are one crawler. Not thread-safe. */
public final class Claims {

  private static final int FEW_CLIENTS = 3;

  private final RuleTally rule;
  private final Crawler crawler;
  private long count;
  private String target = "";
  private String userAgent = "";
  private final Set<String> clients = new LinkedHashSet<>();

  Claims(RuleTally rule, Crawler crawler) {
    this.rule = rule;
    this.crawler = crawler;
  }

  void add(@Nullable String client, @Nullable String target, String userAgent) {
    count++;
    this.userAgent = userAgent;
    if (target != null) {
      this.target = target;
    }
    if (client != null && clients.size() < FEW_CLIENTS) {
      clients.add(client);
    }
  }

  public RuleTally rule() {
    return rule;
  }

  public Crawler crawler() {
    return crawler;
  }

  public long count() {
    return count;
  }

  /** What one of them asked for; empty if that is not known. */
  public String target() {
    return target;
  }

  public String userAgent() {
    return userAgent;
  }

  /** Some of their addresses. */
  public List<String> clients() {
    return List.copyOf(clients);
  }
}
