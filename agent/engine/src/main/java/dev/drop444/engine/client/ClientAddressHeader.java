package dev.drop444.engine.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header in which trusted proxies say who the client is. Immutable. */
public final class ClientAddressHeader {

  /** What nearly every proxy sends. */
  public static final ClientAddressHeader X_FORWARDED_FOR =
      new ClientAddressHeader("x-forwarded-for", new CommaSeparated());

  /** RFC 7239. */
  public static final ClientAddressHeader FORWARDED =
      new ClientAddressHeader("forwarded", new ForwardedElements());

  private static final int LONGEST_NAME = 64;

  private final String name;
  private final @Nullable Chain chain;

  private ClientAddressHeader(String name, @Nullable Chain chain) {
    this.name = name;
    this.chain = chain;
  }

  /**
   * The header of a name: {@code X-Forwarded-For}, {@code Forwarded}, or any other, which then
   * holds one address.
   *
   * @param name in any case
   * @throws IllegalArgumentException if no header can have that name
   */
  public static ClientAddressHeader named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals(X_FORWARDED_FOR.name)) {
      return X_FORWARDED_FOR;
    }
    if (lower.equals(FORWARDED.name)) {
      return FORWARDED;
    }
    boolean valid = !lower.isEmpty() && lower.length() <= LONGEST_NAME;
    for (int i = 0; i < lower.length() && valid; i++) {
      char c = lower.charAt(i);
      valid = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "expected the name of a header, such as X-Forwarded-For, Forwarded or CF-Connecting-IP");
    }
    return new ClientAddressHeader(lower, null);
  }

  /** In lower case. */
  public String name() {
    return name;
  }

  /** How to read a header to which each proxy appends; null if the header has one address. */
  @Nullable Chain chain() {
    return chain;
  }

  @Override
  public String toString() {
    return name;
  }
}
