package dev.drop444.it.jmx;

import static dev.drop444.it.clients.Caller.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.it.attach.Operator;
import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.MBeanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plain JMX client sees of a guarded server and does there, with traffic to show it. */
class ManagementTest {

  private static final String GUARD = "type=Guard";
  private static final String BANS = "type=Bans";

  @TempDir private Path directory;

  ManagementTest() {
    directory = Path.of("");
  }

  static List<Server> families() {
    return Servers.families();
  }

  private static Setup setup(String name) {
    return Setup.agent(name).with("spare-loopback", "false").with("rule.trap.path", "/trap");
  }

  private static String decisions(String server, String mode, String gate, String way) {
    return "type=Decisions,server=" + server + ",mode=" + mode + ",gate=" + gate + "," + way;
  }

  @ParameterizedTest
  @MethodSource("families")
  void countsAreExact(Server server) throws IOException {
    String family = server.name().substring(0, server.name().indexOf('-'));
    try (ServerProcess process = ServerProcess.start(server, setup("jmx"));
        JmxClient client = JmxClient.of(process.pid())) {
      long before = process.visits();
      Caller caller = new Caller("127.0.40.1", process.plainPort());
      for (int i = 0; i < 20; i++) {
        assertThat(caller.get("/hello")).startsWith("200");
        assertThat(caller.get("/trap")).isEqualTo(SILENCE);
      }
      assertThat(process.visits() - before).isGreaterThanOrEqualTo(20);
      String trap = decisions(family, "enforce", "request", "action=drop,rule=trap");
      assertThat(client.number(trap, "Count")).isEqualTo(20);
      String traffic = "type=Traffic,server=" + family;
      assertThat(client.number(traffic, "Requests")).isGreaterThanOrEqualTo(40);
      assertThat(client.number(traffic, "Connections")).isGreaterThanOrEqualTo(40);
      assertThat(client.number(GUARD, "Requests")).isEqualTo(client.number(traffic, "Requests"));
      // One call in 64 is.
      Await.that(
          "a call that is timed",
          () -> {
            for (int i = 0; i < 64; i++) {
              assertThat(caller.get("/hello")).startsWith("200");
            }
            return client.number("type=Gate,name=request", "TimedCalls");
          },
          timed -> timed > 0);
      assertThat((Double) client.get(GUARD, "SelfTimeSeconds")).isPositive();
      assertThat(client.number(GUARD, "Faults")).isZero();
      assertThat((String[]) client.get(GUARD, "Servers"))
          .anySatisfy(sentence -> assertThat(sentence).startsWith("guards"));
      Object worst = ((Object[]) client.get(GUARD, "WorstClients"))[0];
      assertThat(JmxClient.field(worst, "client")).isEqualTo("127.0.40.1");
      assertThat(JmxClient.field(worst, "count")).isEqualTo(20L);
      Await.that(
          "the last drop",
          () -> List.of((String[]) client.get(GUARD, "LastLines")),
          lines -> lines.size() == 20 && lines.get(19).contains("rule=trap client=127.0.40.1"));
      for (String table : List.of("bans", "strikes", "rates", "connections")) {
        assertThat(client.number("type=State,name=" + table, "Evictions")).isZero();
      }
    }
  }

  @Test
  void whoIsBannedByHandIsRefusedUntilLifted() throws IOException, MBeanException {
    try (ServerProcess process = ServerProcess.start(families().get(0), setup("jmx-bans"));
        JmxClient client = JmxClient.of(process.pid())) {
      Caller caller = new Caller("127.0.40.2", process.plainPort());
      assertThat(caller.get("/hello")).startsWith("200");
      assertThat(client.number(BANS, "Active")).isZero();
      Object ban = client.call(BANS, "ban", "127.0.40.2", 600L);
      assertThat(JmxClient.field(ban, "rule")).isEqualTo("operator");
      assertThat(caller.refusal()).isEqualTo(End.RST);
      assertThat(client.number(BANS, "Active")).isEqualTo(1);
      Object[] list = (Object[]) client.call(BANS, "list", 10);
      assertThat(list).hasSize(1);
      assertThat(JmxClient.field(list[0], "client")).isEqualTo("127.0.40.2");
      String refused = decisions("tomcat", "enforce", "accept", "action=refuse,rule=operator");
      assertThat(client.number(refused, "Count")).isPositive();

      assertThat(client.call(BANS, "lift", "127.0.40.2")).isEqualTo(true);
      assertThat(caller.get("/hello")).startsWith("200");
      assertThatThrownBy(() -> client.call(BANS, "ban", "nobody.example", 600L))
          .hasMessageContaining("expected an address");
      assertThat(process.log().all()).contains("an operator banned 127.0.40.2 until");
    }
  }

  @Test
  void modesAndConfigurationsAreSwitched() throws IOException, MBeanException {
    Path file =
        Files.writeString(directory.resolve("drop444.properties"), "drop444.rule.x.path=/x\n");
    Setup setup = setup("jmx-mode").with("config", file.toString());
    try (ServerProcess process = ServerProcess.start(families().get(2), setup);
        JmxClient client = JmxClient.of(process.pid())) {
      Caller caller = new Caller("127.0.40.3", process.plainPort());
      assertThat(caller.get("/trap")).isEqualTo(SILENCE);
      client.get(GUARD, "Mode");
      assertThat(client.call(GUARD, "switchMode", "monitor")).isEqualTo("monitor");
      assertThat(caller.get("/trap")).isNotEqualTo(SILENCE);
      assertThat(client.get(GUARD, "ConfiguredMode")).isEqualTo("enforce");
      assertThat(client.call(GUARD, "switchMode", "configured")).isEqualTo("enforce");
      assertThat(caller.get("/trap")).isEqualTo(SILENCE);
      assertThatThrownBy(() -> client.call(GUARD, "switchMode", "paused"))
          .hasMessageContaining("expected enforce, monitor, off or configured, not paused");

      Files.writeString(file, "drop444.rule.y.path=/y\n");
      Object told = client.call(GUARD, "reload");
      assertThat(Arrays.stream((String[]) told).collect(Collectors.joining())).contains("y");
      assertThat(caller.get("/y")).isEqualTo(SILENCE);
      assertThat(caller.get("/x")).isNotEqualTo(SILENCE);
      Files.writeString(file, "drop444.rule.z.pth=/z\n");
      assertThatThrownBy(() -> client.call(GUARD, "reload")).hasMessageContaining("pth");
      assertThat(caller.get("/y")).isEqualTo(SILENCE);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void countsAreExactWhateverBecomesOfTheLog() throws IOException {
    Setup setup = setup("jmx-disk").with("log", "/dev/full");
    try (ServerProcess process = ServerProcess.start(families().get(2), setup);
        JmxClient client = JmxClient.of(process.pid())) {
      Caller caller = new Caller("127.0.40.6", process.plainPort());
      for (int i = 0; i < 300; i++) {
        assertThat(caller.get("/trap")).isEqualTo(SILENCE);
      }
      assertThat(caller.get("/hello")).isEqualTo("200");
      String trap = decisions("undertow", "enforce", "request", "action=drop,rule=trap");
      assertThat(client.number(trap, "Count")).isEqualTo(300);
      assertThat(process.log().all()).contains("drop444: cannot write the log to /dev/full");
    }
  }

  @Test
  void nothingIsLeftAfterADetach() throws IOException {
    Operator operator = Operator.withAgent();
    try (ServerProcess process = ServerProcess.start(families().get(1), Setup.BARE)) {
      operator.attaches(process);
      try (JmxClient client = JmxClient.of(process.pid())) {
        new Caller("127.0.40.4", process.plainPort()).get("/hello");
        Await.that("the MBeans", client::names, names -> names.contains(GUARD));
        operator.detaches(process);
        assertThat(client.names()).isEmpty();
      }
    }
  }

  @Test
  void noneAreThereIfNobodyWantsThem() throws IOException {
    Path list = Files.writeString(directory.resolve("list.txt"), "192.0.2.1\n");
    Setup setup = setup("jmx-off").with("jmx", "false").with("deny", "@" + list);
    try (ServerProcess process = ServerProcess.start(families().get(2), setup);
        JmxClient client = JmxClient.of(process.pid())) {
      long mark = process.log().mark();
      Caller caller = new Caller("127.0.40.5", process.plainPort());
      assertThat(caller.get("/hello")).startsWith("200");
      // The chores that would register them have been done once the list was read again.
      Files.writeString(list, "192.0.2.1\n192.0.2.2\n");
      Await.that(
          "the line about the list",
          () -> String.join("\n", process.log().since(mark)),
          lines -> lines.contains("2 entries"));
      assertThat(client.names()).isEmpty();
    }
  }
}
