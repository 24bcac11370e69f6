package dev.drop444.weaver.server;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Stands for a server: a method for each shape that a hooked method can have. */
public class Server {

  public static String greeting = "hello";

  public final Deque<String> queue = new ArrayDeque<>();
  public int served;

  public boolean accept(long id, String peer) {
    while (queue.size() > 100) {
      queue.poll();
    }
    served++;
    return false;
  }

  public String state(double weight) {
    served++;
    return "open " + weight;
  }

  public void handle(String target) throws IOException {
    for (int i = 0; i < 1; i++) {
      served++;
    }
    if (target.equals("/broken")) {
      throw new IOException("broken");
    }
  }

  public long parse(int length) throws IOException {
    try {
      if (length < 0) {
        throw new IllegalArgumentException("negative");
      }
      served++;
      return length;
    } catch (IllegalStateException never) {
      return -1;
    }
  }

  public String next() {
    String taken = queue.poll();
    return taken == null ? "nothing" : taken;
  }

  public static String greet(String name) {
    return greeting + " " + name + ", " + greeting;
  }

  public static int twice(int number) {
    return number * 2;
  }
}
