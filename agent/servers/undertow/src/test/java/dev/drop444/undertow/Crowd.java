package dev.drop444.undertow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Many clients at the same time. */
final class Crowd {

  private Crowd() {}

  /** What one does at its turn. */
  interface Act {
    /** Null if all is well, or what is wrong. */
    @Nullable String act(int person, int turn) throws Exception;
  }

  /** All that is wrong when all are done. */
  static List<String> of(int persons, int turns, Act act) throws InterruptedException {
    List<String> wrong = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < persons; i++) {
      int person = i;
      Thread thread = new Thread(() -> act(person, turns, act, wrong), "person " + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return wrong;
  }

  private static void act(int person, int turns, Act act, List<String> wrong) {
    for (int turn = 0; turn < turns; turn++) {
      try {
        String one = act.act(person, turn);
        if (one != null) {
          wrong.add(one);
        }
      } catch (Exception failed) {
        wrong.add(String.valueOf(failed));
      }
    }
  }
}
