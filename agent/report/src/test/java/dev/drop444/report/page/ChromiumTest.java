package dev.drop444.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.drop444.report.Progress;
import dev.drop444.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser, as narrow as a phone and as wide as a screen, light and dark. */
class ChromiumTest {

  private static final Pattern MEASURED =
      Pattern.compile(
          "MEASURED width=(\\d+) scroll=(\\d+) paper=\\[(.*?)] loaded=\\[(.*?)] wide=\\[(.*?)] END");

  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @TempDir private Path directory;
  private HttpServer server;
  private Optional<Chromium> chromium = Optional.empty();

  ChromiumTest() throws IOException {
    directory = Path.of("");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() throws IOException {
    chromium = Chromium.find(directory);
    assumeTrue(chromium.isPresent(), "Chromium is not installed");
    pages.put("/report.html", hostilePage());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          byte[] page = pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(pages.containsKey(path) ? 200 : 404, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** A log with all that a page can show, and words that are as long and as odd as can be. */
  private String hostilePage() throws IOException {
    Path log = directory.resolve("drop.log");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      String client = i % 3 == 0 ? "2001:db8:1111:2222:3333:4444:5555:" + i : "10.0.0." + i % 250;
      lines
          .append("time=2026-11-2")
          .append(1 + i / 500)
          .append("T1")
          .append(i % 10)
          .append(":00:00.000Z mode=")
          .append(i % 4 == 0 ? "monitor action=would-drop" : "enforce action=drop")
          .append(" gate=request rule=a-rule-with-a-rather-long-name-")
          .append(i % 12)
          .append(" client=")
          .append(client)
          .append(" peer=- request=\"GET /")
          .append(i % 40 == 0 ? "<script>fetch('/evil')</script><img src=/evil>" : "p" + i % 90)
          .append("x".repeat(i % 190))
          .append("\\u202e HTTP/1.1\" host=\"h\" user-agent=\"Mozilla/5.0 (X")
          .append("W".repeat(i % 200))
          .append(") Chrome/1")
          .append(i % 100 == 0 ? " Googlebot/2.1" : "")
          .append("\" referer=\"http://h/")
          .append("r".repeat(i % 200))
          .append("\"\n");
    }
    lines.append("time=2026-11-22T10:00:00.000Z mode=enforce action=refuse gate=accept rule=deny");
    lines.append(" count=123456789012 total=1 last-peer=2001:db8::1\nwhat is this\n");
    lines.append("time=2026-11-22T10:00:00.000Z level=warn notice=\"").append("n".repeat(900));
    Files.writeString(log, lines.append("\"\n"));
    StringBuilder page = new StringBuilder();
    Report.of(List.of(log), Progress.NONE).writeTo(page);
    return page.toString();
  }

  /** A frame of that width with the page in it, and what the page is like in there. */
  private static String measuring(int width) {
    return "<!DOCTYPE html><link rel=icon href='data:,'><iframe id=f src=/report.html style='width:"
        + width
        + "px;height:800px;border:0'></iframe><pre id=p></pre><script>"
        + "const f = document.getElementById('f'); f.onload = () => {"
        + "const d = f.contentDocument, e = d.documentElement, w = f.contentWindow;"
        + "d.querySelectorAll('details').forEach(x => x.open = true);"
        + "const all = d.createNodeIterator(d.body, NodeFilter.SHOW_TEXT), wide = [];"
        + "for (let t = all.nextNode(); t; t = all.nextNode()) {"
        + "if (t.parentElement.closest('.wide table, svg')) continue;"
        + "const r = d.createRange(); r.selectNode(t);"
        + "if (r.getBoundingClientRect().right > e.clientWidth + 1)"
        + "wide.push(t.parentElement.tagName + '.' + t.parentElement.className);}"
        + "document.getElementById('p').textContent = 'MEASURED width=' + e.clientWidth"
        + " + ' scroll=' + e.scrollWidth + ' paper=[' + w.getComputedStyle(d.body).backgroundColor"
        + " + '] loaded=[' + w.performance.getEntriesByType('resource').map(r => r.name)"
        + " + '] wide=[' + wide + '] END'; };</script>";
  }

  @ParameterizedTest
  @CsvSource({
    // Chromium's own numbers: 0 is dark, 1 is light.
    "360, 1, 'rgb(255, 255, 255)'",
    "360, 0, 'rgb(20, 23, 28)'",
    "1280, 1, 'rgb(255, 255, 255)'",
    "1280, 0, 'rgb(20, 23, 28)'"
  })
  void fitsAndAsksNobody(int width, int scheme, String paper)
      throws IOException, InterruptedException {
    pages.put("/measure.html", measuring(width));
    List<String> said =
        chromium
            .orElseThrow()
            .open(
                url("/measure.html"),
                "--blink-settings=preferredColorScheme=" + scheme,
                "--window-size=1400,900",
                "--dump-dom");
    Matcher measured = MEASURED.matcher(said.get(0));
    assertThat(measured.find()).as(said.toString()).isTrue();
    int inner = Integer.parseInt(measured.group(1));
    assertThat(inner).isBetween(width - 20, width);
    assertThat(measured.group(5)).as("what sticks out").isEmpty();
    assertThat(Integer.parseInt(measured.group(2))).as("no scrolling sideways").isEqualTo(inner);
    assertThat(measured.group(3)).isEqualTo(paper);
    assertThat(measured.group(4)).as("loaded by the page").isEmpty();
    assertThat(asked).containsOnly("/measure.html", "/report.html");
    assertThat(said.get(1)).as("the console").doesNotContain("CONSOLE");
  }

  /** So that the test above can be believed: a page that does what ours must not is found out. */
  @Test
  void theTestWouldSeeIt() throws IOException, InterruptedException {
    pages.put(
        "/report.html",
        "<!DOCTYPE html><meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
            + "<p style='width:2000px;text-align:right'>wide<img src=/evil><script>1</script>");
    pages.put("/measure.html", measuring(360));
    List<String> said = chromium.orElseThrow().open(url("/measure.html"), "--dump-dom");
    Matcher measured = MEASURED.matcher(said.get(0));
    assertThat(measured.find()).as(said.toString()).isTrue();
    assertThat(Integer.parseInt(measured.group(2))).isGreaterThan(1_000);
    assertThat(measured.group(4)).contains("/evil");
    assertThat(measured.group(5)).contains("P.");
    assertThat(asked).contains("/evil");
    assertThat(said.get(1)).contains("CONSOLE");
  }

  @Test
  void whatClientsSaidIsShownAsText() throws IOException, InterruptedException {
    List<String> said = chromium.orElseThrow().open(url("/report.html"), "--dump-dom");
    assertThat(said.get(0))
        .contains("<h1>What drop444 dropped</h1>")
        .contains("/&lt;script&gt;fetch('/evil')&lt;/script&gt;")
        .doesNotContain("<script", "<img");
    assertThat(asked).containsOnly("/report.html");
    assertThat(said.get(1)).doesNotContain("CONSOLE");
  }

  @Test
  void prints() throws IOException, InterruptedException {
    Path pdf = directory.resolve("report.pdf");
    chromium.orElseThrow().open(url("/report.html"), "--print-to-pdf=" + pdf);
    assertThat(Files.readAllBytes(pdf)).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
  }
}
