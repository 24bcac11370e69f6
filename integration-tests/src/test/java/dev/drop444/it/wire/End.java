package dev.drop444.it.wire;

/** How the server's direction of a connection ended. */
public enum End {
  /** It did not, as far as was looked. */
  OPEN,
  /** With FIN: a read gives the end of the stream. */
  FIN,
  /** With RST: a read or a write fails. */
  RST
}
