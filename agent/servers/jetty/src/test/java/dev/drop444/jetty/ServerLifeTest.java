package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.Verdict;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A server that has connections when it is woven, and one that has some when it stops. */
class ServerLifeTest {

  private static final String HELLO = "GET /servlet/hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private WovenServer server;

  @BeforeEach
  void start(@TempDir Path files) throws Exception {
    server = new WovenServer(new Applications().handler(files), null);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** The build runs these tests on more than one Jetty, and says on which. */
  @Test
  @EnabledIfSystemProperty(named = "drop444.test.jetty", matches = ".+")
  void thisIsTheVersionThatWasAskedFor() {
    assertThat(Server.getVersion()).isEqualTo(System.getProperty("drop444.test.jetty"));
  }

  @Test
  void connectionsThatWereOpenedBeforeAreUnknownAndWork() throws Exception {
    try (Socket client = server.connect(false)) {
      send(client, HELLO);
      readHello(client);
      server.weave();
      server.gates.watching = true;
      List<String> seen = new CopyOnWriteArrayList<>();
      TrialRequest watch = new TrialRequest();
      server.gates.request =
          head -> {
            seen.add(head.connection() == null ? "unknown" : "known");
            return Verdict.passing(watch);
          };
      send(client, HELLO.substring(0, 9));
      send(client, HELLO.substring(9));
      readHello(client);
      assertThat(seen).containsExactly("unknown");
      GuardedServer.await(() -> watch.completed.get() > 0);
      server.gates.request = head -> Verdict.drop("rule", Closing.FIN, false);
      send(client, HELLO);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    server.awaitNothingLeft();
    assertThat(server.gates.connections).isEmpty();
    assertThat(server.takeFailures()).isEmpty();
  }

  @Test
  void stoppingTheServerClosesAll() throws Exception {
    server.weave();
    server.gates.watching = true;
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clients.add(server.connect(false));
      clients.add(server.connect(true));
    }
    send(clients.get(0), HELLO);
    readHello(clients.get(0));
    send(clients.get(2), "GET /half");
    GuardedServer.await(() -> server.gates.connections.size() == 6);
    server.stop();
    for (TrialConnection connection : server.gates.connections) {
      GuardedServer.await(() -> connection.closed.get() == 1);
    }
    for (Socket client : clients) {
      client.close();
    }
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static void readHello(Socket client) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf("\r\n\r\nhello") < 0) {
      int next = client.getInputStream().read();
      assertThat(next).as("after %s", read).isNotNegative();
      read.append((char) next);
    }
  }
}
