package dev.drop444.it.app;

/** An application that waits, for some minutes, to be looked at. */
public final class IdleMain {

  /** What it says when it runs. */
  public static final String READY = "main waits";

  private static final long MILLIS = 300_000;

  private IdleMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(READY);
    Thread.sleep(MILLIS);
  }
}
