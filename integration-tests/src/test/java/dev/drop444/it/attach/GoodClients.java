package dev.drop444.it.attach;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.wire.Conversation;
import dev.drop444.it.wire.Protocol;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask for pages without a pause to speak of, in every protocol: one on a connection
 * that stays open all the time, and one that connects anew for each request. Thread-safe; end with
 * {@link #close}.
 */
final class GoodClients implements AutoCloseable {

  private static final Request PAGE = Request.get("/hello");
  private static final Request UPLOAD = Request.post("/echo", 2_000);
  private static final int ENOUGH = 20;

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<AtomicLong> answers = new ArrayList<>();
  private volatile boolean gone;

  private GoodClients() {}

  /** They start to ask; waits until each has got answers. */
  static GoodClients come(ServerProcess server) throws IOException {
    GoodClients clients = new GoodClients();
    for (Protocol protocol : Protocol.values()) {
      OpenConnection connection = new OpenConnection(server, protocol);
      clients.start(protocol + ", open", request -> connection.askOn(request), connection);
      clients.start(
          protocol + ", anew",
          request -> Conversation.of(request).hold(server, protocol, "127.0.0.1").ending(),
          () -> {});
    }
    clients.seeMore();
    return clients;
  }

  private interface Asking {
    String ask(Request request) throws IOException;
  }

  private void start(String name, Asking asking, AutoCloseable atTheEnd) {
    AtomicLong count = new AtomicLong();
    answers.add(count);
    Thread thread =
        new Thread(
            () -> {
              try (atTheEnd) {
                while (!gone) {
                  // HTTP/2 without bodies: of those Tomcat loses some by itself, see
                  // docs/limits.md.
                  boolean upload = count.get() % 3 == 0 && name.startsWith("http/1.1");
                  String answer = asking.ask(upload ? UPLOAD : PAGE);
                  if (!answer.equals("200")) {
                    failures.add(name + ": " + answer);
                  }
                  count.incrementAndGet();
                  TimeUnit.MILLISECONDS.sleep(1);
                }
              } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
              } catch (Exception | AssertionError failed) {
                failures.add(name + ": " + failed);
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Waits until each of them has got some more answers, or one has failed. */
  void seeMore() {
    List<Long> before = answers.stream().map(AtomicLong::get).toList();
    Await.that(
        "answers to good clients " + failures,
        () -> {
          for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).get() < before.get(i) + ENOUGH) {
              return false;
            }
          }
          return true;
        },
        enough -> enough || !failures.isEmpty());
  }

  /** What they got instead of 200. */
  Queue<String> failures() {
    return failures;
  }

  /** They go, and have gone. */
  @Override
  public void close() {
    gone = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
