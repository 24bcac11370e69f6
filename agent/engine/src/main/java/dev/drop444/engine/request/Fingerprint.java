package dev.drop444.engine.request;

import dev.drop444.engine.gate.RequestHead;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A number that stands for a text, to see whether two requests are the same. Different in every
 * process, so that nobody can choose texts that look the same. Allocates nothing, unless a path
 * must be normalised.
 */
public final class Fingerprint {

  private static final long SEED = new SecureRandom().nextLong() | 1;

  private Fingerprint() {}

  /**
   * Of method, host, target and credentials: what makes one request the retry of another. With
   * another password it is another request. Never 0.
   */
  public static long ofRequest(RequestHead head) {
    long hash = add(SEED, head.method());
    hash = add(hash, head.host());
    hash = add(hash, head.header("authorization"));
    return end(add(hash, head.target()));
  }

  /** Of the path, decoded and normalised. Never 0. */
  public static long ofPath(RequestHead head) {
    CharSequence target = head.target();
    long span = RequestPath.find(target);
    if (span == Span.NONE) {
      return end(add(SEED, RequestPath.normalise(target)));
    }
    return end(add(SEED, target, Span.start(span), Span.end(span)));
  }

  /** Of a text. Never 0. */
  public static long of(CharSequence text) {
    return end(add(SEED, text));
  }

  private static long add(long hash, @Nullable CharSequence text) {
    return text == null ? mix(hash) : add(hash, text, 0, text.length());
  }

  private static long add(long hash, CharSequence text, int start, int end) {
    long sum = hash;
    for (int i = start; i < end; i++) {
      sum = (sum ^ text.charAt(i)) * 0x9e37_79b9_7f4a_7c15L;
      sum ^= sum >>> 29;
    }
    return mix(sum ^ (end - start));
  }

  private static long end(long hash) {
    long mixed = mix(hash ^ SEED);
    return mixed == 0 ? 1 : mixed;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long hash) {
    long mixed = (hash ^ hash >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ mixed >>> 31;
  }
}
