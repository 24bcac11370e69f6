package dev.drop444.runtime.log;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard error is the process's: a Logback appender that is stopped closes its stream, and the
 * server goes on to write there after a detach.
 */
final class StaysOpen extends FilterOutputStream {

  StaysOpen(OutputStream out) {
    super(out);
  }

  /** In one piece, and not byte by byte as the class above does. */
  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
