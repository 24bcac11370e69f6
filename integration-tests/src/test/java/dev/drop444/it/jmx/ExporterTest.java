package dev.drop444.it.jmx;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.OtherAgents;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule file of the documentation, in a real jmx_exporter beside drop444. */
class ExporterTest {

  private static final Path RULES = Path.of("..", "docs", "jmx", "jmx-exporter.yml");

  private static final Path DASHBOARD = Path.of("..", "docs", "jmx", "grafana-dashboard.json");
  private static final Pattern METRIC = Pattern.compile("drop444_\\w+");

  @TempDir private Path directory;

  ExporterTest() {
    directory = Path.of("");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> scrape(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    try {
      return HttpClient.newHttpClient()
          .send(request, BodyHandlers.ofLines())
          .body()
          .filter(line -> line.contains("drop444"))
          .collect(Collectors.toList());
    } catch (IOException notYet) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String metric(String line) {
    Matcher name = METRIC.matcher(line);
    return name.find() ? name.group() : "";
  }

  private static Set<String> metricsOfTheDashboard() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    Set<String> names = new TreeSet<>();
    for (JsonNode expression : dashboard.findValues("expr")) {
      METRIC.matcher(expression.asText()).results().map(MatchResult::group).forEach(names::add);
    }
    assertThat(names).as("metrics on the dashboard").hasSizeGreaterThan(10);
    return names;
  }

  @Test
  void everythingIsAMetricWithItsLabels() throws IOException {
    int port = freePort();
    Path list = Files.writeString(directory.resolve("list.txt"), "192.0.2.1\n192.0.2.2\n");
    Setup setup = Setup.agent("exporter").with("rule.trap.path", "/trap").with("deny", "@" + list);
    for (String option : OtherAgents.jmxExporter("127.0.0.1:" + port, RULES.toAbsolutePath())) {
      setup = setup.option(option);
    }
    try (ServerProcess server = ServerProcess.start(Servers.families().get(0), setup)) {
      Caller caller = new Caller("127.0.41.1", server.plainPort());
      for (int i = 0; i < 3; i++) {
        assertThat(caller.get("/trap")).isEqualTo(SILENCE);
      }
      List<String> lines =
          Await.that(
              "the drops",
              () -> scrape(port),
              seen ->
                  seen.contains(
                      "drop444_decisions_total{action=\"drop\",gate=\"request\",mode=\"enforce\","
                          + "rule=\"trap\",server=\"tomcat\"} 3.0"));
      assertThat(lines).contains("# TYPE drop444_decisions_total counter");
      assertThat(lines).contains("drop444_bans 0.0").contains("drop444_faults_total 0.0");
      assertThat(lines).contains("drop444_list_entries{file=\"" + list + "\"} 2.0");
      assertThat(lines).contains("drop444_list_current{file=\"" + list + "\"} 1.0");
      for (String metric :
          List.of(
              "drop444_requests_total{server=\"tomcat\"}",
              "drop444_connections_total{server=\"tomcat\"}",
              "drop444_open_connections",
              "drop444_start_time_seconds",
              "drop444_self_time_seconds_total{gate=\"request\"}",
              "drop444_state_size{table=\"bans\"}",
              "drop444_state_capacity{table=\"rates\"}",
              "drop444_state_evictions_total{table=\"strikes\"}")) {
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith(metric + " "));
      }
      assertThat(lines.stream().map(ExporterTest::metric)).containsAll(metricsOfTheDashboard());
    }
  }
}
