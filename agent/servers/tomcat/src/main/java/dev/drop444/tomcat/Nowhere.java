package dev.drop444.tomcat;

import dev.drop444.engine.gate.Closing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Response;
import org.apache.coyote.http11.HttpOutputBuffer;
import org.apache.coyote.http11.OutputFilter;
import org.apache.tomcat.util.buf.ByteChunk;

/**
 * Where the body of a dropped response goes. Lies over all other filters, and passes nothing on to
 * them, not even that there is an end.
 *
 * <p>The application notices nothing, for a while: what it writes after {@link
 * Closing#DRAIN_MILLIS} fails as with a client that has gone. A body that never ends (server-sent
 * events) would otherwise keep a thread or an asynchronous context for ever, with nobody at the
 * other end.
 */
final class Nowhere implements OutputFilter {

  private final long opened = System.nanoTime();

  @Override
  public int doWrite(ByteBuffer chunk) throws IOException {
    checkOpen();
    int length = chunk.remaining();
    chunk.position(chunk.limit());
    return length;
  }

  /** Tomcat 8.5 has this in its interface, too. */
  public int doWrite(ByteChunk chunk) throws IOException {
    checkOpen();
    return chunk.getLength();
  }

  private void checkOpen() throws Dropped {
    if (System.nanoTime() - opened >= TimeUnit.MILLISECONDS.toNanos(Closing.DRAIN_MILLIS)) {
      throw new Dropped();
    }
  }

  @Override
  public long getBytesWritten() {
    return 0;
  }

  @Override
  public void flush() {}

  @Override
  public void end() {}

  @Override
  public void setBuffer(HttpOutputBuffer next) {}

  @Override
  public void setResponse(Response response) {}

  @Override
  public void recycle() {}
}
