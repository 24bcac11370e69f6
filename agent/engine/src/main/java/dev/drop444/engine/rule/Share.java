package dev.drop444.engine.rule;

import dev.drop444.engine.text.Digits;
import org.jspecify.annotations.Nullable;

/**
 * A share of all clients, the same ones at every request and after every restart. A smaller share
 * lies inside a larger one, so that raising it step by step takes nobody out. Immutable.
 */
public final class Share {

  public static final Share ALL = new Share(10_000);

  /** Fixed, so that all servers of an application agree. */
  private static final int SALT = 0x444d_0b5e;

  private final int tenThousandths;

  private Share(int tenThousandths) {
    this.tenThousandths = tenThousandths;
  }

  /**
   * Reads a percentage, such as {@code 25%} or {@code 0.5%}; null if it is none from 0 to 100 with
   * at most two decimals.
   */
  public static @Nullable Share parse(String text) {
    int dot = text.indexOf('.');
    int end = text.length() - 1;
    int decimals = dot < 0 ? 0 : end - dot - 1;
    if (end < 1 || text.charAt(end) != '%' || dot == 0 || (dot > 0 && decimals < 1)) {
      return null;
    }
    String digits =
        (dot < 0 ? text.substring(0, end) : text.substring(0, dot) + text.substring(dot + 1, end));
    if (decimals > 2 || digits.length() > 5 || !Digits.are(digits, 0, digits.length())) {
      return null;
    }
    int number = Integer.parseInt(digits);
    for (int i = decimals; i < 2; i++) {
      number *= 10;
    }
    return number <= 10_000 ? new Share(number) : null;
  }

  /**
   * Whether a client belongs to the share. Allocates nothing.
   *
   * @param key what stands for the client; null for one that has no address, and belongs to every
   *     share but the empty one
   */
  public boolean includes(@Nullable Object key) {
    if (tenThousandths == 10_000 || key == null) {
      return tenThousandths > 0;
    }
    // The finaliser of MurmurHash3: hash codes of neighbouring addresses are neighbours.
    int hash = key.hashCode() ^ SALT;
    hash = (hash ^ hash >>> 16) * 0x85eb_ca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2_ae35;
    hash ^= hash >>> 16;
    return Integer.remainderUnsigned(hash, 10_000) < tenThousandths;
  }

  /** Whether everybody belongs to it. */
  public boolean isAll() {
    return tenThousandths == 10_000;
  }

  @Override
  public String toString() {
    int rest = tenThousandths % 100;
    String decimals = rest == 0 ? "" : "." + (rest < 10 ? "0" : "") + rest;
    return tenThousandths / 100 + decimals + "%";
  }
}
