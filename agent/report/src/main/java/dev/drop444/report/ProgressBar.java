package dev.drop444.report;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Draws how far reading has come: on a terminal a bar that is gone at the end, elsewhere a line now
 * and then, and none if it is over soon. Not thread-safe.
 */
public final class ProgressBar implements Progress, AutoCloseable {

  private static final int CELLS = 30;
  private static final long MEGABYTE = 1_000_000;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier clock;
  private long nextNanos;
  private int drawn;

  /**
   * A bar of which nothing is drawn yet.
   *
   * @param out most likely standard error
   * @param terminal whether somebody looks at it: a bar needs a terminal
   */
  public ProgressBar(PrintStream out, boolean terminal) {
    this(out, terminal, System::nanoTime);
  }

  ProgressBar(PrintStream out, boolean terminal, LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
    this.nextNanos = clock.getAsLong() + (terminal ? REDRAW_NANOS : LINE_NANOS);
  }

  /** A bar on standard error, if this process seems to have a terminal. */
  public static ProgressBar ofProcess() {
    return new ProgressBar(System.err, hasTerminal());
  }

  @SuppressWarnings("SystemConsoleNull") // which is why it is asked again below
  private static boolean hasTerminal() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // From Java 22 on there is a console without a terminal, too, and this method.
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException older) {
      return true;
    } catch (ReflectiveOperationException unknown) {
      return false;
    }
  }

  @Override
  public void read(long bytes, long ofBytes) {
    long now = clock.getAsLong();
    if (now - nextNanos < 0) {
      return;
    }
    nextNanos = now + (terminal ? REDRAW_NANOS : LINE_NANOS);
    if (terminal) {
      redraw(bar(bytes, ofBytes));
    } else {
      out.println("read " + amount(bytes, ofBytes));
    }
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (drawn > 0) {
      redraw("");
      out.print('\r');
      out.flush();
    }
  }

  private void redraw(String text) {
    StringBuilder line = new StringBuilder("\r").append(text);
    for (int i = text.length(); i < drawn; i++) {
      line.append(' ');
    }
    drawn = text.length();
    out.print(line);
    out.flush();
  }

  private static String bar(long bytes, long ofBytes) {
    if (ofBytes <= 0) {
      return amount(bytes, ofBytes);
    }
    int full = (int) (bytes * CELLS / ofBytes);
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < CELLS; i++) {
      text.append(i < full ? '#' : '.');
    }
    return text.append(
            String.format(
                Locale.ROOT, "] %3d %%  %s", bytes * 100 / ofBytes, amount(bytes, ofBytes)))
        .toString();
  }

  private static String amount(long bytes, long ofBytes) {
    String read = String.valueOf(bytes / MEGABYTE);
    return ofBytes <= 0
        ? read + " MB"
        : read + " of " + (ofBytes + MEGABYTE - 1) / MEGABYTE + " MB";
  }
}
