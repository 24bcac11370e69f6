package dev.drop444.engine.request;

/** A part of a text as one {@code long}, so that pointing at it allocates nothing. */
public final class Span {

  /** No part. */
  public static final long NONE = -1;

  private Span() {}

  static long of(int start, int end) {
    return (long) start << 32 | end;
  }

  /** All of a text. */
  public static long whole(CharSequence text) {
    return of(0, text.length());
  }

  /** Index of the first character. */
  public static int start(long span) {
    return (int) (span >> 32);
  }

  /** Index after the last character. */
  public static int end(long span) {
    return (int) span;
  }
}
