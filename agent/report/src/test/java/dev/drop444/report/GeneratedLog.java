package dev.drop444.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A log like one of a busy week, the same each time. {@link #main} writes it and times the report:
 *
 * <pre>
 * ./mvnw -q -pl agent/report test-compile
 * java -Xmx128m -cp agent/report/target/classes:agent/report/target/test-classes \
 *     dev.drop444.report.GeneratedLog week.log 1000000 week.html
 * </pre>
 */
final class GeneratedLog {

  static final Instant BEGIN = Instant.parse("2026-11-20T06:00:00Z");
  static final Duration SPAN = Duration.ofDays(6);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final List<String> PROBES =
      List.of(
          "/.env",
          "/.git/config",
          "/wp-login.php",
          "/xmlrpc.php",
          "/phpmyadmin/index.php",
          "/actuator/env",
          "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
          "/boaform/admin");

  private static final List<String> TOOLS =
      List.of(
          "sqlmap/1.8.4#stable (https://sqlmap.org)",
          "Mozilla/5.00 (Nikto/2.5.0)",
          "Nuclei - Open-source project (github.com/projectdiscovery/nuclei)",
          "masscan/1.3 (https://github.com/robertdavidgraham/masscan)");

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/141.0.0.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0");

  private static final String GOOGLEBOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  private final Random random = new Random(444);
  private final Writer out;
  private final boolean json;
  private String time = "";
  private int humans;

  private GeneratedLog(Writer out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Writes a log of about so many lines. */
  static void write(Path file, int lines, boolean json) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      new GeneratedLog(out, json).write(lines);
    }
  }

  private void write(int lines) throws IOException {
    for (int i = 0; i < lines; i++) {
      double day = 6.0 * i / lines;
      // Nights are calmer.
      double shifted = day + 0.1 * Math.sin(2 * Math.PI * day);
      time = TIME.format(BEGIN.plusMillis((long) (Math.max(0, shifted) * 86_400_000L)));
      line(i, lines);
    }
  }

  private void line(int i, int lines) throws IOException {
    int dice = random.nextInt(1000);
    boolean flood = i > lines * 0.55 && i < lines * 0.6;
    if (i % Math.max(1, lines / 40) == 7) {
      human(humans++);
    } else if (flood && dice < 600) {
      summary("login-rate", 10 + random.nextInt(90), address(40));
    } else if (dice < 330) {
      request(
          "drop",
          "scanners",
          "request",
          address(300),
          "GET",
          "/item?id=" + random.nextInt(100_000) + "%27%20OR%201=1",
          pick(TOOLS),
          null);
    } else if (dice < 640) {
      request(
          "drop",
          "probes",
          "response",
          address(4000),
          "GET",
          pick(PROBES),
          pick(random.nextInt(3) == 0 ? BROWSERS : TOOLS),
          null);
    } else if (dice < 760) {
      request(
          "drop",
          "login-rate",
          "request",
          address(60),
          "POST",
          "/login",
          "python-requests/2.32.3",
          null);
    } else if (dice < 800) {
      malformed(address(2000));
    } else if (dice < 840) {
      request(
          "would-drop",
          "new-api-rule",
          "request",
          address(500),
          "GET",
          "/api/v1/items/" + random.nextInt(3000),
          "okhttp/4.12.0",
          null);
    } else if (dice < 860) {
      request("ban", "repeat", "outcome", address(300), "GET", pick(PROBES), pick(TOOLS), null);
    } else if (dice < 870) {
      request(
          "drop",
          "seo",
          "request",
          "203.0.113." + random.nextInt(20),
          "GET",
          "/robots.txt",
          GOOGLEBOT,
          null);
    } else if (dice < 930) {
      summary("scanners", 1 + random.nextInt(12), address(300));
    } else if (dice < 970) {
      refusals(1 + random.nextInt(40), address(300));
    } else {
      slow(address(5000));
    }
  }

  /** Somebody who followed a link, or came back hours later to the same page. */
  private void human(int n) throws IOException {
    String address = "198.51.100." + (1 + n % 14);
    if (n % 2 == 0) {
      request(
          "drop",
          "foreign-pages",
          "response",
          address,
          "GET",
          "/catalogue/2019/index.php",
          BROWSERS.get(n % 3),
          "https://www.example.org/archive/");
    } else {
      request(
          "drop",
          "old-clients",
          "request",
          "192.0.2." + (1 + n % 18),
          "GET",
          "/news/feed",
          BROWSERS.get(n % 3),
          null);
    }
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  /** Some addresses come much more often than others. */
  private String address(int many) {
    int n = (int) (many * Math.pow(random.nextDouble(), 3));
    return n % 5 == 4
        ? String.format(Locale.ROOT, "2001:db8:%x:%x:0:0:0:%x", n % 50, n % 7, n)
        : String.format(Locale.ROOT, "%d.%d.%d.%d", 11 + n % 60, n % 251, n / 16 % 256, n % 255);
  }

  private void request(
      String action,
      String rule,
      String gate,
      String client,
      String method,
      String target,
      String userAgent,
      @Nullable String referer)
      throws IOException {
    String mode = action.startsWith("would") ? "monitor" : "enforce";
    String until = action.equals("ban") ? "2026-11-30T00:00:00.000Z" : null;
    if (json) {
      out.write("{\"time\":\"" + time + "\",\"mode\":\"" + mode + "\",\"action\":\"" + action);
      out.write("\",\"gate\":\"" + gate + "\",\"rule\":\"" + rule);
      out.write(until == null ? "" : "\",\"until\":\"" + until);
      out.write("\",\"client\":\"" + client + "\",\"peer\":\"" + client + "\",\"method\":\"");
      out.write(method + "\",\"target\":\"" + target + "\",\"protocol\":\"HTTP/1.1\",\"host\":\"");
      out.write("www.example.org\",\"user-agent\":\"" + userAgent + "\"");
      out.write(referer == null ? "}\n" : ",\"referer\":\"" + referer + "\"}\n");
    } else {
      out.write("time=" + time + " mode=" + mode + " action=" + action + " gate=" + gate);
      out.write(" rule=" + rule + (until == null ? "" : " until=" + until) + " client=" + client);
      out.write(" peer=" + client + " request=\"" + method + " " + target + " HTTP/1.1\"");
      out.write(" host=\"www.example.org\" user-agent=\"" + userAgent + "\"");
      out.write(referer == null ? "\n" : " referer=\"" + referer + "\"\n");
    }
  }

  private void summary(String rule, int more, String last) throws IOException {
    out.write("time=" + time + " mode=enforce action=drop gate=request rule=" + rule);
    out.write(" more=" + more + " last-client=" + last + "\n");
  }

  private void refusals(int count, String last) throws IOException {
    out.write("time=" + time + " mode=enforce action=refuse gate=accept rule=repeat count=");
    out.write(count + " total=" + count + " last-peer=" + last + "\n");
  }

  private void malformed(String client) throws IOException {
    out.write("time=" + time + " mode=enforce action=drop gate=malformed rule=malformed kind=");
    out.write(random.nextBoolean() ? "request-line" : "tls-on-plain-port");
    out.write(" client=" + client + " peer=" + client);
    out.write(" port=8080 excerpt=\"\\x16\\x03\\x01\\x02\"\n");
  }

  private void slow(String client) throws IOException {
    out.write("time=" + time + " mode=enforce action=drop gate=slow rule=slow-head client=");
    out.write(client + " peer=" + client + " port=8080 what=head seconds=30 bytes=-\n");
  }

  /** Writes a log, makes the report, and says how long that took. */
  public static void main(String[] arguments) throws IOException {
    Path log = Path.of(arguments[0]);
    write(log, Integer.parseInt(arguments[1]), arguments.length > 3);
    long begin = System.nanoTime();
    try (ProgressBar bar = ProgressBar.ofProcess()) {
      Report.of(List.of(log), bar).writeTo(Path.of(arguments[2]));
    }
    System.out.println((System.nanoTime() - begin) / 1_000_000 + " ms");
  }
}
