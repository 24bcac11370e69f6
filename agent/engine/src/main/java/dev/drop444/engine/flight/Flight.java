package dev.drop444.engine.flight;

import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the flight recorder what happens. Thread-safe; never throws. */
public interface Flight {

  /** Where there is no recorder. */
  Flight NONE = new Flight() {};

  /** The one of this JVM. Touches nothing of the recorder yet. */
  static Flight ofThisJvm() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? new JfrFlight() : NONE;
  }

  /**
   * Something was decided about a request or connection.
   *
   * @param action as the log says it
   * @param mode the mode in force
   * @param gate as the log says it
   * @param head of the request, if there is one
   */
  default void decided(
      String action,
      String mode,
      String gate,
      String rule,
      @Nullable InetAddress client,
      @Nullable RequestHead head) {}

  /** A client was banned. */
  default void banned(InetAddress client, String rule, Instant until) {}

  /** Another configuration is in force, or the one before stays because that one is wrong. */
  default void reloaded(boolean successful, String configuration) {}

  /**
   * Overload began or ended.
   *
   * @param threshold as a rule has it
   * @param measured what was measured, in words
   */
  default void overload(boolean begins, String threshold, String measured) {}

  /**
   * A list of addresses was read.
   *
   * @param brokenLines how many lines were none of addresses
   * @param problem why the list of before stays, null if it does not
   */
  default void listLoaded(String file, int entries, int brokenLines, @Nullable String problem) {}
}
