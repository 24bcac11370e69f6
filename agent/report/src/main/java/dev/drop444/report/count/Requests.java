package dev.drop444.report.count;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be told from the words of a request. */
final class Requests {

  private static final int LONGEST_PATH = 200;

  private static final List<String> ENGINES =
      List.of("chrome/", "firefox/", "safari/", "edg/", "opr/");

  private static final List<String> ROBOTS =
      List.of(
          "bot",
          "crawl",
          "spider",
          "slurp",
          "http:",
          "https:",
          "headless",
          "python",
          "curl",
          "java/",
          "go-http",
          "scan",
          "compatible;");

  /** In lower case; what stands in paths that scanners ask every server for. */
  private static final List<String> PROBES =
      List.of(
          "/.env",
          "/.git",
          "/.aws",
          "/.ssh",
          "/.svn",
          "/.ds_store",
          "/.vscode",
          "/wp-",
          "/wordpress",
          "/xmlrpc",
          "/cgi-bin",
          "phpmyadmin",
          "/vendor/",
          "/etc/passwd",
          "/actuator",
          "/solr/",
          "/boaform",
          "/hnap1",
          "/_ignition",
          "/owa/",
          "/manager/html",
          "/geoserver",
          "/telescope",
          "/server-status",
          ".sql",
          ".bak",
          "..",
          "%2e");

  private Requests() {}

  /** The path of a target: no query, and not longer than a table can show. */
  static String path(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
  }

  /** Whether this is how a browser calls itself, which anybody can. */
  static boolean isBrowser(@Nullable String userAgent) {
    if (userAgent == null || !userAgent.startsWith("Mozilla/5.0 (")) {
      return false;
    }
    String lower = userAgent.toLowerCase(Locale.ROOT);
    return ENGINES.stream().anyMatch(lower::contains) && ROBOTS.stream().noneMatch(lower::contains);
  }

  /** Whether hardly anybody but scanners asks for it. */
  static boolean isProbe(@Nullable String target) {
    if (target == null) {
      return false;
    }
    String lower = target.toLowerCase(Locale.ROOT);
    return PROBES.stream().anyMatch(lower::contains);
  }

  /** Whether a page of the same host named it: the host is that of the referer. */
  static boolean isOwnLink(String referer, @Nullable String host) {
    int begin = referer.indexOf("://");
    if (host == null || begin < 0) {
      return false;
    }
    int end = begin + 3;
    while (end < referer.length() && "/?#".indexOf(referer.charAt(end)) < 0) {
      end++;
    }
    return referer.substring(begin + 3, end).equalsIgnoreCase(host);
  }
}
