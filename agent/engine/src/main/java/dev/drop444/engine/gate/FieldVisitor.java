package dev.drop444.engine.gate;

/** Sees the header fields of a request one after another; see {@link RequestHead#fields}. */
@FunctionalInterface
public interface FieldVisitor {

  /**
   * A header field line.
   *
   * @param name in any case
   * @param value without surrounding white space; may be empty
   * @return whether to go on to the next line
   */
  boolean field(CharSequence name, CharSequence value);
}
