package dev.drop444.cli.command;

import dev.drop444.cli.output.Json;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a command writes. */
public final class Output {

  private final PrintStream out;
  private final PrintStream err;

  public Output(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Whether this is the console's own standard output, which may be a terminal. */
  boolean isStandard() {
    return out == System.out;
  }

  /** A line of what was asked for. */
  void say(String line) {
    out.println(line);
  }

  /** Lines of what was asked for. */
  void say(List<String> lines) {
    lines.forEach(out::println);
  }

  /** Text that has its own line ends. */
  void print(String text) {
    out.print(text);
  }

  /** A JSON document, on a line. What is written can be read at once, by a pipe. */
  void json(@Nullable Object value) {
    out.println(Json.of(value));
    out.flush();
  }

  /** Whether a reader is gone, as after {@code | head}. */
  boolean isCut() {
    return out.checkError();
  }

  /** Something about the command itself. */
  void warn(String line) {
    err.println("drop444: " + line);
  }

  /** A line that belongs to the one before. */
  void warnMore(String line) {
    err.println("  " + line);
  }

  /** Text that has its own line ends. */
  void warnText(String text) {
    err.print(text);
  }
}
