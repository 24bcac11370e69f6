package dev.drop444.engine.anomaly;

import dev.drop444.engine.text.WordTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is too long, too many, allowed or forbidden. Immutable. */
public final class AnomalyLimits {

  public static final AnomalyLimits DEFAULTS = new Builder().build();

  /** Characters in the longest suffix that is told from others. */
  public static final int LONGEST_SUFFIX = PathPass.LONGEST_SUFFIX;

  final List<String> allowedMethods;
  final WordTable restrictedSuffixes;
  final List<String> forbiddenHeaders;
  final WordTable allowedContentTypes;
  final WordTable allowedCharsets;
  final int headerLength;
  final int acceptEncodingLength;
  final int arguments;
  final int argumentNameLength;
  final int argumentLength;
  final int argumentsLength;
  final int rangeParts;

  private AnomalyLimits(Builder builder) {
    this.allowedMethods = List.copyOf(builder.allowedMethods);
    this.restrictedSuffixes = new WordTable(lowerCase(builder.restrictedSuffixes));
    this.forbiddenHeaders = lowerCase(builder.forbiddenHeaders);
    this.allowedContentTypes = new WordTable(lowerCase(builder.allowedContentTypes));
    this.allowedCharsets = new WordTable(lowerCase(builder.allowedCharsets));
    this.headerLength = builder.headerLength;
    this.acceptEncodingLength = builder.acceptEncodingLength;
    this.arguments = builder.arguments;
    this.argumentNameLength = builder.argumentNameLength;
    this.argumentLength = builder.argumentLength;
    this.argumentsLength = builder.argumentsLength;
    this.rangeParts = builder.rangeParts;
  }

  /** Case-sensitive, as methods are (RFC 9110 section 9.1). */
  boolean allowsMethod(CharSequence method) {
    for (int i = 0; i < allowedMethods.size(); i++) {
      if (allowedMethods.get(i).contentEquals(method)) {
        return true;
      }
    }
    return false;
  }

  /** A query that is not longer keeps all limits of arguments, whatever is in it. */
  int fewestCharactersOfArguments() {
    return Math.min(
        Math.min(arguments, argumentsLength), Math.min(argumentNameLength, argumentLength));
  }

  private static List<String> lowerCase(List<String> words) {
    Set<String> lower = new LinkedHashSet<>();
    for (String word : words) {
      lower.add(word.toLowerCase(Locale.ROOT));
    }
    return new ArrayList<>(lower);
  }

  /** Starts with the defaults. Not thread-safe. */
  public static final class Builder {
    private List<String> allowedMethods = AnomalyDefaults.METHODS;
    private List<String> restrictedSuffixes = AnomalyDefaults.RESTRICTED_SUFFIXES;
    private List<String> forbiddenHeaders = AnomalyDefaults.FORBIDDEN_HEADERS;
    private List<String> allowedContentTypes = AnomalyDefaults.CONTENT_TYPES;
    private List<String> allowedCharsets = AnomalyDefaults.CHARSETS;
    private int headerLength = AnomalyDefaults.HEADER_LENGTH;
    private int acceptEncodingLength = AnomalyDefaults.ACCEPT_ENCODING_LENGTH;
    private int arguments = AnomalyDefaults.ARGUMENTS;
    private int argumentNameLength = AnomalyDefaults.ARGUMENT_NAME_LENGTH;
    private int argumentLength = AnomalyDefaults.ARGUMENT_LENGTH;
    private int argumentsLength = AnomalyDefaults.ARGUMENTS_LENGTH;
    private int rangeParts = AnomalyDefaults.RANGE_PARTS;

    public Builder allowedMethods(List<String> methods) {
      this.allowedMethods = methods;
      return this;
    }

    /**
     * Suffixes of the last path segment without their dot, in any case, at most {@link
     * #LONGEST_SUFFIX} long.
     */
    public Builder restrictedSuffixes(List<String> suffixes) {
      this.restrictedSuffixes = suffixes;
      return this;
    }

    /** Header names, in any case. */
    public Builder forbiddenHeaders(List<String> names) {
      this.forbiddenHeaders = names;
      return this;
    }

    /**
     * Media types without parameters, in any case. Types that end with {@code +json} or {@code
     * +xml} are always allowed.
     */
    public Builder allowedContentTypes(List<String> types) {
      this.allowedContentTypes = types;
      return this;
    }

    /** For both Content-Type and Accept, in any case. */
    public Builder allowedCharsets(List<String> charsets) {
      this.allowedCharsets = charsets;
      return this;
    }

    /** Characters in one header value. */
    public Builder headerLength(int most) {
      this.headerLength = atLeastOne(most);
      return this;
    }

    /** Characters in Accept-Encoding. */
    public Builder acceptEncodingLength(int most) {
      this.acceptEncodingLength = atLeastOne(most);
      return this;
    }

    /** Arguments in the query. */
    public Builder arguments(int most) {
      this.arguments = atLeastOne(most);
      return this;
    }

    /** Decoded bytes in the name of a query argument. */
    public Builder argumentNameLength(int most) {
      this.argumentNameLength = atLeastOne(most);
      return this;
    }

    /** Decoded bytes in the value of a query argument. */
    public Builder argumentLength(int most) {
      this.argumentLength = atLeastOne(most);
      return this;
    }

    /** Decoded bytes in names and values of all query arguments. */
    public Builder argumentsLength(int most) {
      this.argumentsLength = atLeastOne(most);
      return this;
    }

    /** Parts in one Range header. */
    public Builder rangeParts(int most) {
      this.rangeParts = atLeastOne(most);
      return this;
    }

    /** These limits. */
    public AnomalyLimits build() {
      return new AnomalyLimits(this);
    }

    private static int atLeastOne(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("a limit must be 1 or more, but is " + most);
      }
      return most;
    }
  }
}
