package dev.drop444.engine.rule;

/** What a dropped HTTP/2 request takes with it. */
public enum Http2Closing {
  /** Its stream (RST_STREAM). */
  STREAM,
  /** Its whole connection, without GOAWAY. */
  CONNECTION
}
