package dev.drop444.runtime;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the command line wants of a process that it attaches to, as the text that the JVM hands
 * over:
 *
 * <pre>
 * order attach 7f3a
 * mode%3Dmonitor
 * </pre>
 *
 * <p>The first line has the verb and a number by which the reply is known. The rest is in the
 * notation of URLs: a JVM may hand over nothing but ASCII in one piece, and no more than 1,024
 * bytes at once, so that long texts come in several orders of which all but the last say {@code
 * more}. Immutable.
 */
final class Order {

  static final String MORE = "more";
  static final String ATTACH = "attach";
  static final String DETACH = "detach";
  static final String MANAGE = "manage";

  private static final String BEGIN = "order ";

  final String verb;
  final String number;

  /** Not decoded yet. */
  final String text;

  private Order(String verb, String number, String text) {
    this.verb = verb;
    this.number = number;
    this.text = text;
  }

  /** The order in arguments, or null if they are none. */
  static @Nullable Order of(@Nullable String arguments) {
    if (arguments == null || !arguments.startsWith(BEGIN)) {
      return null;
    }
    int line = arguments.indexOf('\n');
    String head = line < 0 ? arguments : arguments.substring(0, line);
    String[] words = head.split(" ", -1);
    String text = line < 0 ? "" : arguments.substring(line + 1);
    return words.length == 3 ? new Order(words[1], words[2], text) : null;
  }

  static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
