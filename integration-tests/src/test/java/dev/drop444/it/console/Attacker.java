package dev.drop444.it.console;

import dev.drop444.it.clients.Caller;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who asks for what is dropped, again and again. Thread-safe; ends with {@link #close}.
 */
final class Attacker implements AutoCloseable {

  private static final int PAUSE_MILLIS = 10;

  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean gone;

  private Attacker(Caller caller, String target) {
    this.thread = new Thread(() -> goOn(caller, target), "attacker");
  }

  /** Starts to ask. */
  static Attacker comes(Caller caller, String target) {
    Attacker attacker = new Attacker(caller, target);
    attacker.thread.setDaemon(true);
    attacker.thread.start();
    return attacker;
  }

  private void goOn(Caller caller, String target) {
    while (!gone) {
      String answer = caller.get(target);
      if (!answer.equals(Caller.SILENCE)) {
        answers.add(answer);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  /** What was not silence. */
  Queue<String> answers() {
    return answers;
  }

  @Override
  public void close() {
    gone = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
