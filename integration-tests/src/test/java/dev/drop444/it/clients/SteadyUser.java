package dev.drop444.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.process.Await;
import dev.drop444.it.wire.Request;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who goes on asking for a page while other things happen, and who must not notice
 * anything of them. Thread-safe; ends with {@link #close}.
 */
public final class SteadyUser implements AutoCloseable {

  private static final int PAUSE_MILLIS = 20;

  private final Caller caller;
  private final Request request;
  private final AtomicInteger answers = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::goOn, "steady user");
  private volatile boolean gone;

  private SteadyUser(Caller caller, Request request) {
    this.caller = caller;
    this.request = request;
  }

  /** Starts to ask, and waits for the first answers, which must be good ones. */
  public static SteadyUser comes(Caller caller, String target) {
    SteadyUser user = new SteadyUser(caller, Request.get(target));
    user.thread.setDaemon(true);
    user.thread.start();
    user.seesMore();
    user.noticedNothing();
    return user;
  }

  private void goOn() {
    while (!gone) {
      try {
        String answer = caller.ask(request);
        if (!answer.equals("200")) {
          failures.add(answer);
        }
      } catch (RuntimeException | Error e) {
        failures.add(e.toString());
      }
      answers.incrementAndGet();
      pause();
    }
  }

  /** So as not to be a flood. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for some more answers, good or bad. */
  public void seesMore() {
    int enough = answers.get() + 10;
    Await.that("answers to a steady user", answers::get, seen -> seen >= enough);
  }

  /** The answers so far that were not 200. */
  public Queue<String> failures() {
    return failures;
  }

  /** Every answer so far was a good one. */
  public void noticedNothing() {
    assertThat(failures).as("what a steady user saw instead of 200").isEmpty();
  }

  @Override
  public void close() {
    gone = true;
    thread.interrupt();
  }
}
