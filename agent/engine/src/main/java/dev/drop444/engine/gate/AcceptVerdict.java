package dev.drop444.engine.gate;

/** What becomes of a connection that was just accepted. */
public enum AcceptVerdict {
  /** The server goes on as ever. */
  PASS,
  /** Close; the peer sees FIN, or RST from its kernel if it has already sent something. */
  FIN,
  /** Close with {@code SO_LINGER 0}; the peer sees RST, and no TIME_WAIT stays on our side. */
  RST
}
