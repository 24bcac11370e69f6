package dev.drop444.it.benchmark.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.benchmark.measure.CpuTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The clients of the benchmarks count what a server really does. */
class LoadProcessTest {

  private static final Addresses CLIENTS = Addresses.of("127.55.0.1", 7);

  private static LoadProcess load;
  private static TinyServer server;

  @BeforeAll
  static void start() throws IOException {
    load = LoadProcess.start();
    server = new TinyServer();
  }

  @AfterAll
  static void stop() throws IOException {
    load.close();
    server.close();
  }

  @Test
  void tellsSilenceFromAnswers() {
    Tally tally = load.run(job(Job.Habit.VISIT, 60, "/fin", "/rst", "/last", "/gone"));

    assertThat(tally.silent()).isEqualTo(30);
    assertThat(tally.answered()).isEqualTo(Map.of(200, 15L, 404, 15L));
    assertThat(tally.failed()).isZero();
    assertThat(tally.all()).isEqualTo(60);
    assertThat(tally.median()).isPositive().isLessThanOrEqualTo(tally.p99());
  }

  @Test
  void countsOneByteAsAnAnswer() {
    Tally tally = load.run(job(Job.Habit.VISIT, 10, "/byte"));

    assertThat(tally.silent()).isZero();
    assertThat(tally.answered()).isEqualTo(Map.of(Buffers.NO_STATUS, 10L));
  }

  @Test
  void comesFromEachOfTheAddresses() {
    server.peers.clear();

    load.run(job(Job.Habit.VISIT, 21, "/last"));

    assertThat(server.peers).hasSize(7).contains("127.55.0.1", "127.55.0.7");
  }

  @Test
  void keepsConnectionsForAsLongAsTheServerDoes() {
    long connections = server.connections();

    Tally tally = load.run(job(Job.Habit.TALK, 40, "/ok"));

    assertThat(tally.answered()).isEqualTo(Map.of(200, 40L));
    assertThat(tally.failed()).isZero();
    assertThat(server.connections() - connections).isEqualTo(4);
  }

  @Test
  void comesBackWhereTheServerCloses() {
    Tally tally = load.run(job(Job.Habit.TALK, 40, "/last", "/ok"));

    assertThat(tally.answered()).isEqualTo(Map.of(200, 40L));
    assertThat(tally.failed()).isZero();
  }

  @Test
  void failsWhereNobodyIs() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    Tally tally =
        load.run(new Job(Job.Habit.VISIT, closed, 2, 6, 5_000, CLIENTS, List.of(request("/ok"))));

    assertThat(tally.failed()).isEqualTo(6);
    assertThat(tally.silent()).isZero();
  }

  @Test
  void takesCpuTimeThatIsSeen() {
    CpuTime before = CpuTime.of(load.pid());

    load.run(job(Job.Habit.VISIT, 200, "/last"));

    assertThat(CpuTime.of(load.pid()).since(before)).isPositive();
  }

  private static Job job(Job.Habit habit, int count, String... paths) {
    return new Job(
        habit,
        server.port(),
        4,
        count,
        10_000,
        CLIENTS,
        List.of(paths).stream().map(LoadProcessTest::request).toList());
  }

  private static byte[] request(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII);
  }

  /** Does what the path says. */
  private static final class TinyServer {

    final Set<String> peers = ConcurrentHashMap.newKeySet();
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong connections = new AtomicLong();

    TinyServer() throws IOException {
      Thread acceptor = new Thread(this::accept, "tiny server");
      acceptor.setDaemon(true);
      acceptor.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    long connections() {
      return connections.get();
    }

    private void accept() {
      try {
        while (true) {
          Socket client = socket.accept();
          connections.incrementAndGet();
          peers.add(client.getInetAddress().getHostAddress());
          Thread thread = new Thread(() -> serve(client), "tiny server's connection");
          thread.setDaemon(true);
          thread.start();
        }
      } catch (IOException closed) {
        // The end of the tests.
      }
    }

    private static void serve(Socket client) {
      try (client) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          String path = line.split(" ", -1)[1];
          while (!String.valueOf(in.readLine()).isEmpty()) {
            // The rest of the head.
          }
          if (!answer(client, path)) {
            return;
          }
        }
      } catch (IOException gone) {
        // The client is.
      }
    }

    private static boolean answer(Socket client, String path) throws IOException {
      return switch (path) {
        case "/fin" -> false;
        case "/rst" -> {
          client.setSoLinger(true, 0);
          yield false;
        }
        case "/byte" -> {
          client.getOutputStream().write('?');
          yield false;
        }
        case "/gone" -> {
          write(client, "404 Not Found\r\nContent-Length: 4\r\nConnection: close");
          yield false;
        }
        case "/last" -> {
          write(client, "200 OK\r\nContent-Length: 4\r\nConnection: close");
          yield false;
        }
        default -> {
          write(client, "200 OK\r\nContent-Length: 4");
          yield true;
        }
      };
    }

    private static void write(Socket client, String head) throws IOException {
      client.getOutputStream().write(("HTTP/1.1 " + head + "\r\n\r\nhere").getBytes(US_ASCII));
    }

    void close() throws IOException {
      socket.close();
    }
  }
}
