package dev.drop444.engine.journal;

import org.jspecify.annotations.Nullable;

/** The beginning of a text, copied: what a server shows is gone after the call. Immutable. */
final class Excerpt {

  private final String text;
  private final boolean cut;

  private Excerpt(String text, boolean cut) {
    this.text = text;
    this.cut = cut;
  }

  /** Copies at most so many characters; null stays null. */
  static @Nullable Excerpt ofNullable(@Nullable CharSequence text, int most) {
    return text == null ? null : of(text, most);
  }

  /** Copies at most so many characters. */
  static Excerpt of(CharSequence text, int most) {
    int length = Math.min(text.length(), most);
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = text.charAt(i);
    }
    return new Excerpt(new String(chars), length < text.length());
  }

  String text() {
    return text;
  }

  boolean isCut() {
    return cut;
  }
}
