package dev.drop444.report.page;

import dev.drop444.report.count.Digest;
import dev.drop444.report.log.ReadLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * The whole page. There is no script in it, and its policy (Content Security Policy Level 3) allows
 * nothing but its own style, by its hash: whatever gets past the escaping can neither run nor ask
 * anybody for anything.
 */
public final class Page {

  private Page() {}

  /** The page as HTML, in UTF-8 when it is written. */
  public static String of(Digest digest, List<ReadLog> logs, Instant now) {
    String style = style();
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    html.raw("style-src 'sha256-").raw(hash(style)).raw("'; img-src data:; base-uri 'none'; ");
    html.raw("form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.raw("<meta name=\"format-detection\" content=\"telephone=no\">\n");
    // Otherwise browsers ask the server for one.
    html.raw("<link rel=\"icon\" href=\"data:,\">\n<title>drop444 report</title>\n<style>");
    html.raw(style).raw("</style></head>\n<body><main>");
    new Overview(html, digest).write();
    if (digest.sums().all() > 0) {
      charts(html, digest);
      new FindingsSection(html, digest).write();
      tables(html, digest);
    }
    new Colophon(html, digest).write(logs, now);
    html.raw("</main></body></html>\n");
    return html.toString();
  }

  private static void charts(Html html, Digest digest) {
    html.raw("<section id=\"time\"><h2>Over time, by rule</h2>");
    if (digest.sums().all(true) > 0) {
      new TimelineChart(html, digest, true).write("What happened");
    }
    if (digest.sums().all(false) > 0) {
      new TimelineChart(html, digest, false).write("Only watched");
    }
    html.raw("</section>");
  }

  private static void tables(Html html, Digest digest) {
    TopTable table = new TopTable(html, digest);
    html.raw("<section id=\"tops\"><h2>Who, and what</h2><div class=\"tops\">");
    // Two columns, so that nothing moves when something in the other one is opened; where there is
    // room for one, the style puts all of them into one order.
    html.raw("<div>");
    new RulesTable(html, digest).write();
    table.write(
        "paths", "Paths", "Of lines in full, without queries", "Path", digest.paths(), false);
    table.write("gates", "Gates", "Where it was decided", "Gate", digest.gates(), false);
    table.write(
        "kinds", "Malformed in what way", "Of lines in full", "Kind", digest.kinds(), false);
    html.raw("</div><div>");
    table.write("clients", "Clients", "", "Client", digest.clients(), true);
    table.write(
        "networks", "Networks", "/24, and /48 of IPv6", "Network", digest.networks(), false);
    table.write("agents", "User agents", "Of lines in full", "Agent", digest.userAgents(), false);
    html.raw("</div>");
    html.raw("</div></section>");
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(Page.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String style) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(style.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
