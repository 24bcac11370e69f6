package dev.drop444.engine.bot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an operator says that its crawlers come from. One instance for all bots of an operator, so
 * that what was found out for one of them holds for the others. Immutable.
 */
public final class CrawlerOrigin {

  private final String text;
  private final List<String> domains;
  private final boolean forwardConfirmed;

  private CrawlerOrigin(String text, List<String> domains, boolean forwardConfirmed) {
    this.text = text;
    this.domains = domains;
    this.forwardConfirmed = forwardConfirmed;
  }

  /**
   * Reads a field of the table.
   *
   * @param text {@code dns <domain>...}: the address has a name in one of the domains, and the name
   *     has the address; {@code dns-name <domain>...}: the same, but the operator does not promise
   *     the second, so a name without an address proves nothing; {@code ranges}: addresses are
   *     published, names are not
   */
  static CrawlerOrigin parse(String text) {
    List<String> words = Arrays.asList(text.split(" ", -1));
    List<String> domains = List.copyOf(words.subList(1, words.size()));
    boolean domainsFit = words.get(0).equals("ranges") == domains.isEmpty();
    boolean known = List.of("dns", "dns-name", "ranges").contains(words.get(0));
    if (!known || !domainsFit) {
      throw new IllegalArgumentException("dns, dns-name or ranges expected, not " + text);
    }
    return new CrawlerOrigin(text, domains, words.get(0).equals("dns"));
  }

  /** The domains in which the crawlers' host names are; empty if the operator names none. */
  public List<String> domains() {
    return domains;
  }

  /** Whether the operator promises that its crawlers' host names have their addresses. */
  public boolean forwardConfirmed() {
    return forwardConfirmed;
  }

  /**
   * Whether a host name is one of the domains or within one of them.
   *
   * @param host in any case, with or without the final dot
   */
  public boolean owns(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String lower = name.toLowerCase(Locale.ROOT);
    for (String domain : domains) {
      int labels = lower.length() - domain.length();
      // Not evilgooglebot.com: a domain starts where a label starts.
      if (lower.endsWith(domain) && (labels == 0 || lower.charAt(labels - 1) == '.')) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CrawlerOrigin && ((CrawlerOrigin) other).text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
