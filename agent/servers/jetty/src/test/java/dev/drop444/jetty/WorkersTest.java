package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Workers;
import dev.drop444.jetty.io.WorkerPools;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine can see of Jetty's threads. */
class WorkersTest {

  @Test
  void aServerTellsOfItsThreadsOnce(@TempDir Path files) throws Exception {
    WovenServer server = new WovenServer(new Applications().handler(files), null);
    try {
      server.weave();
      for (int i = 0; i < 3; i++) {
        try (Socket client = server.connect(i == 1)) {
          client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
          client.getInputStream().readAllBytes();
        }
      }
      assertThat(server.gates.workers).hasSize(1);
      Workers workers = server.gates.workers.get(0);
      assertThat(workers.isGone()).isFalse();
      QueuedThreadPool threads = server.threads();
      // Two acceptors and two selectors serve nobody.
      assertThat(workers.most()).isEqualTo(threads.getMaxThreads() - 4);
      assertThat(workers.queued()).isZero();
      GuardedServer.await(() -> workers.busy() == 0);
      CountDownLatch held = new CountDownLatch(1);
      for (int i = 0; i < 3; i++) {
        threads.execute(
            () -> {
              try {
                held.await();
              } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
              }
            });
      }
      GuardedServer.await(() -> workers.busy() == 3);
      held.countDown();
      GuardedServer.await(() -> workers.busy() == 0);
      server.stop();
      assertThat(workers.isGone()).isTrue();
    } finally {
      server.close();
    }
  }

  @Test
  void aPoolThatCameBackIsToldOfAgain() throws Exception {
    TrialGates gates = new TrialGates();
    WorkerPools pools = new WorkerPools(gates);
    QueuedThreadPool threads = new QueuedThreadPool();
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server);
    threads.start();
    pools.seen(connector);
    pools.seen(connector);
    assertThat(gates.workers).hasSize(1);
    threads.stop();
    assertThat(gates.workers.get(0).isGone()).isTrue();
    threads.start();
    pools.seen(connector);
    assertThat(gates.workers).hasSize(2);
    assertThat(gates.workers.get(1).isGone()).isFalse();
    threads.stop();
  }
}
