package dev.drop444.cli.output;

import dev.drop444.engine.journal.Escaped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON (RFC 8259), in ASCII, on one line. What it takes is what a reader of it would get:
 * maps, iterables, text, numbers, truth values and null.
 */
public final class Json {

  private Json() {}

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException if there is no such thing in JSON
   */
  public static String of(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    write(text, value);
    return text.toString();
  }

  /**
   * An object with its members in this order.
   *
   * @param members names and values by turns; those whose value is null are left out
   */
  public static Map<String, Object> object(@Nullable Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      Object value = members[i + 1];
      if (value != null) {
        object.put(String.valueOf(members[i]), value);
      }
    }
    return object;
  }

  private static void write(StringBuilder text, @Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof Number) {
      number(text, (Number) value);
    } else if (value instanceof CharSequence) {
      string(text, (CharSequence) value);
    } else if (value instanceof Map) {
      text.append('{');
      String comma = "";
      for (Map.Entry<?, ?> member : ((Map<?, ?>) value).entrySet()) {
        text.append(comma);
        string(text, String.valueOf(member.getKey()));
        text.append(':');
        write(text, member.getValue());
        comma = ",";
      }
      text.append('}');
    } else if (value instanceof Iterable) {
      text.append('[');
      String comma = "";
      for (Object element : (Iterable<?>) value) {
        text.append(comma);
        write(text, element);
        comma = ",";
      }
      text.append(']');
    } else {
      throw new IllegalArgumentException("no JSON: " + value.getClass());
    }
  }

  /** JSON has neither infinities nor NaN. */
  private static void number(StringBuilder text, Number number) {
    text.append(Double.isFinite(number.doubleValue()) ? number.toString() : "null");
  }

  private static void string(StringBuilder text, CharSequence value) {
    text.append('"');
    Escaped.json(text, value);
    text.append('"');
  }
}
