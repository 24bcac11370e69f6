package dev.drop444.engine.anomaly;

/** Which preset looks for a kind. */
public enum Strictness {
  /** The standard preset, and thereby every other: no well-behaved client does this. */
  STANDARD,
  /** The strict preset only: attackers do this, but so does many a harmless client. */
  STRICT
}
