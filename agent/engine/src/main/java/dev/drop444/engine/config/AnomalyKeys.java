package dev.drop444.engine.config;

import static dev.drop444.engine.config.Scalars.number;

import dev.drop444.engine.anomaly.AnomalyDefaults;
import dev.drop444.engine.anomaly.AnomalyLimits;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The keys that say from where on a request is odd: what the kinds of {@code malformed} that count,
 * measure or look something up compare with.
 */
public final class AnomalyKeys {

  /** Takes the value of a key. */
  interface Values {
    <T> T of(Key<T> key);
  }

  private static final int MOST = 1_000_000_000;

  /** More words than anybody writes, and a bound to what looking one up can cost. */
  private static final int MOST_WORDS = 1_000;

  public static final Key<List<String>> ALLOWED_METHODS =
      list(
          "allowed-methods",
          "method",
          AnomalyDefaults.METHODS,
          "Methods that are no method-not-allowed; case counts.",
          AnomalyKeys::token);

  public static final Key<Integer> HEADER_LENGTH =
      limit(
          "max-header-length",
          AnomalyDefaults.HEADER_LENGTH,
          "Characters in one header value that are not yet header-too-long.");

  public static final Key<List<String>> FORBIDDEN_HEADERS =
      list(
          "forbidden-headers",
          "header name",
          AnomalyDefaults.FORBIDDEN_HEADERS,
          "Headers that are header-forbidden.",
          AnomalyKeys::fieldName);

  public static final Key<Integer> ACCEPT_ENCODING_LENGTH =
      limit(
          "max-accept-encoding-length",
          AnomalyDefaults.ACCEPT_ENCODING_LENGTH,
          "Characters in Accept-Encoding that are not yet accept-encoding-too-long.");

  public static final Key<Integer> RANGE_PARTS =
      limit(
          "max-range-parts",
          AnomalyDefaults.RANGE_PARTS,
          "Byte ranges in one Range header that are not yet range-many-parts.");

  public static final Key<List<String>> RESTRICTED_SUFFIXES =
      list(
          "restricted-suffixes",
          "suffix",
          AnomalyDefaults.RESTRICTED_SUFFIXES,
          "What may stand behind the last dot of a path that is restricted-suffix; case does not"
              + " count.",
          AnomalyKeys::suffix);

  public static final Key<Integer> ARGUMENTS =
      limit(
          "max-arguments",
          AnomalyDefaults.ARGUMENTS,
          "Arguments in a query that are not yet too-many-arguments.");

  public static final Key<Integer> ARGUMENT_NAME_LENGTH =
      limit(
          "max-argument-name-length",
          AnomalyDefaults.ARGUMENT_NAME_LENGTH,
          "Decoded bytes in the name of a query argument that are not yet argument-name-too-long.");

  public static final Key<Integer> ARGUMENT_LENGTH =
      limit(
          "max-argument-length",
          AnomalyDefaults.ARGUMENT_LENGTH,
          "Decoded bytes in the value of a query argument that are not yet argument-too-long.");

  public static final Key<Integer> ARGUMENTS_LENGTH =
      limit(
          "max-arguments-length",
          AnomalyDefaults.ARGUMENTS_LENGTH,
          "Decoded bytes in names and values of all query arguments that are not yet"
              + " arguments-too-long.");

  public static final Key<List<String>> ALLOWED_CONTENT_TYPES =
      list(
          "allowed-content-types",
          "media type",
          AnomalyDefaults.CONTENT_TYPES,
          "Media types that are no content-type-not-allowed, besides all that end with +json or"
              + " +xml.",
          AnomalyKeys::mediaType);

  public static final Key<List<String>> ALLOWED_CHARSETS =
      list(
          "allowed-charsets",
          "charset",
          AnomalyDefaults.CHARSETS,
          "Charsets that are neither content-type-charset nor accept-charset-odd.",
          text -> token(text).toLowerCase(Locale.ROOT));

  /** All of them, in the order of the documentation. */
  static final List<Key<?>> ALL =
      List.of(
          ALLOWED_METHODS,
          HEADER_LENGTH,
          FORBIDDEN_HEADERS,
          ACCEPT_ENCODING_LENGTH,
          RANGE_PARTS,
          RESTRICTED_SUFFIXES,
          ARGUMENTS,
          ARGUMENT_NAME_LENGTH,
          ARGUMENT_LENGTH,
          ARGUMENTS_LENGTH,
          ALLOWED_CONTENT_TYPES,
          ALLOWED_CHARSETS);

  private AnomalyKeys() {}

  private static Key<Integer> limit(String name, int byDefault, String sentence) {
    return Key.of("malformed." + name, number(1, MOST), Integer.toString(byDefault), sentence);
  }

  private static Key<List<String>> list(
      String name,
      String one,
      List<String> byDefault,
      String sentence,
      UnaryOperator<String> reader) {
    String expected = "a list, each a " + one + " or @file; it replaces the default";
    return Key.of(
        "malformed." + name,
        Lists.each(expected, "a " + one, MOST_WORDS, reader),
        String.join(",", byDefault),
        sentence);
  }

  private static String token(String text) {
    if (!KeyName.isFieldName(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("it has a character that none can have, or more than 64");
    }
    return text;
  }

  private static String fieldName(String text) {
    return token(text).toLowerCase(Locale.ROOT);
  }

  /** With or without its dot. */
  private static String suffix(String text) {
    String suffix = text.startsWith(".") ? text.substring(1) : text;
    boolean plain = suffix.chars().allMatch(c -> c > ' ' && c < 0x7f && "./\\?#%;".indexOf(c) < 0);
    if (suffix.isEmpty() || suffix.length() > AnomalyLimits.LONGEST_SUFFIX || !plain) {
      throw new IllegalArgumentException(
          "it is empty, longer than "
              + AnomalyLimits.LONGEST_SUFFIX
              + ", or has a character that no suffix can have");
    }
    return suffix.toLowerCase(Locale.ROOT);
  }

  private static String mediaType(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("it has no slash");
    }
    token(text.substring(0, slash));
    token(text.substring(slash + 1));
    return text.toLowerCase(Locale.ROOT);
  }

  /** The limits that a configuration sets. */
  static AnomalyLimits limits(Values values) {
    return new AnomalyLimits.Builder()
        .allowedMethods(values.of(ALLOWED_METHODS))
        .headerLength(values.of(HEADER_LENGTH))
        .forbiddenHeaders(values.of(FORBIDDEN_HEADERS))
        .acceptEncodingLength(values.of(ACCEPT_ENCODING_LENGTH))
        .rangeParts(values.of(RANGE_PARTS))
        .restrictedSuffixes(values.of(RESTRICTED_SUFFIXES))
        .arguments(values.of(ARGUMENTS))
        .argumentNameLength(values.of(ARGUMENT_NAME_LENGTH))
        .argumentLength(values.of(ARGUMENT_LENGTH))
        .argumentsLength(values.of(ARGUMENTS_LENGTH))
        .allowedContentTypes(values.of(ALLOWED_CONTENT_TYPES))
        .allowedCharsets(values.of(ALLOWED_CHARSETS))
        .build();
  }
}
