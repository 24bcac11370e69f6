package dev.drop444.cli.process;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import org.jspecify.annotations.Nullable;

/**
 * The simple attributes of one MBean at one time. Those that the agent there does not have are
 * missing: it may be of another version. Immutable.
 */
public final class Reading {

  private final String name;
  private final Map<String, Object> values = new LinkedHashMap<>();

  Reading(String name, AttributeList attributes) {
    this.name = name;
    for (Attribute attribute : attributes.asList()) {
      Object value = attribute.getValue();
      if (value != null) {
        values.put(
            lowerFirst(attribute.getName()),
            value instanceof Object[] ? Arrays.asList((Object[]) value) : value);
      }
    }
  }

  private static String lowerFirst(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  /** What tells this MBean from others of its type; may be empty. */
  public String name() {
    return name;
  }

  /** All that was read, by names such as {@code openConnections}: JSON can be made of it. */
  public Map<String, Object> values() {
    return values;
  }

  /** A count, null if it is missing. */
  public @Nullable Long count(String key) {
    Object value = values.get(key);
    return value instanceof Number ? (Long) ((Number) value).longValue() : null;
  }

  /** A count, 0 if it is missing. */
  public long countOrZero(String key) {
    Long count = count(key);
    return count == null ? 0 : count;
  }

  /** A measure, null if it is missing. */
  public @Nullable Double measure(String key) {
    Object value = values.get(key);
    return value instanceof Number ? (Double) ((Number) value).doubleValue() : null;
  }

  /** A text, or a dash if it is missing. */
  public String text(String key) {
    return String.valueOf(values.getOrDefault(key, "-"));
  }

  /** A truth value, true if it is missing. */
  public boolean isTrue(String key) {
    return !Boolean.FALSE.equals(values.get(key));
  }

  /** Some texts, none if they are missing. */
  @SuppressWarnings("unchecked") // made of an array of texts
  public List<String> texts(String key) {
    Object value = values.get(key);
    return value instanceof List ? (List<String>) value : List.of();
  }
}
