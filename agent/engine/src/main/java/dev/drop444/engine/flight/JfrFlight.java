package dev.drop444.engine.flight;

import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.time.Instant;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's flight recorder. Making the first event of a class takes it some hundred milliseconds,
 * which no request of a server should wait for while nobody records.
 */
final class JfrFlight implements Flight {

  /** In characters; what a client sent may be longer. */
  private static final int MOST = 512;

  @Override
  public void decided(
      String action,
      String mode,
      String gate,
      String rule,
      @Nullable InetAddress client,
      @Nullable RequestHead head) {
    record(
        () -> {
          DropEvent event = new DropEvent();
          if (event.isEnabled()) {
            event.action = action;
            event.mode = mode;
            event.gate = gate;
            event.rule = rule;
            event.client = address(client);
            event.request =
                head == null ? null : printable(head.method()) + " " + printable(head.target());
            event.commit();
          }
        });
  }

  @Override
  public void banned(InetAddress client, String rule, Instant until) {
    record(
        () -> {
          BanEvent event = new BanEvent();
          event.client = address(client);
          event.rule = rule;
          event.until = until.toEpochMilli();
          event.commit();
        });
  }

  @Override
  public void reloaded(boolean successful, String configuration) {
    record(
        () -> {
          ReloadEvent event = new ReloadEvent();
          event.successful = successful;
          event.configuration = configuration;
          event.commit();
        });
  }

  @Override
  public void overload(boolean begins, String threshold, String measured) {
    record(
        () -> {
          OverloadEvent event = new OverloadEvent();
          event.begins = begins;
          event.threshold = threshold;
          event.measured = measured;
          event.commit();
        });
  }

  @Override
  public void listLoaded(String file, int entries, int brokenLines, @Nullable String problem) {
    record(
        () -> {
          ListLoadEvent event = new ListLoadEvent();
          event.file = file;
          event.entries = entries;
          event.brokenLines = brokenLines;
          event.problem = problem;
          event.commit();
        });
  }

  private static void record(Runnable event) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    try {
      event.run();
    } catch (RuntimeException | LinkageError notRecorded) {
      // Nobody is served worse for it.
    }
  }

  private static @Nullable String address(@Nullable InetAddress address) {
    return address == null ? null : address.getHostAddress();
  }

  /** What a terminal may show: {@code jfr print} escapes nothing. */
  private static String printable(CharSequence text) {
    int length = Math.min(text.length(), MOST);
    StringBuilder printable = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      printable.append(c > ' ' && c <= '~' ? c : '?');
    }
    return printable.toString();
  }
}
