package dev.drop444.engine.rate;

/** How something stands to a limit. */
public enum Standing {
  /** It may come. */
  WITHIN,
  /** It is too much. */
  BEYOND,
  /** It is not counted: a part of the key is missing, or the limit does not apply. */
  NOT_COUNTED
}
