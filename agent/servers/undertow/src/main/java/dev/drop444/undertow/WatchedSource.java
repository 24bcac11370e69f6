package dev.drop444.undertow;

import dev.drop444.engine.gate.RequestWatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** A request body that tells how it comes in. Allocates nothing beside itself. */
final class WatchedSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

  private final RequestWatch watch;

  WatchedSource(StreamSourceConduit next, RequestWatch watch) {
    super(next);
    this.watch = watch;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return (int) arrived(next.read(into));
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    return arrived(next.read(into, offset, length));
  }

  @Override
  public long transferTo(long position, long count, FileChannel to) throws IOException {
    return arrived(next.transferTo(position, count, to));
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel to) throws IOException {
    return arrived(next.transferTo(count, through, to));
  }

  private long arrived(long bytes) {
    if (bytes > 0) {
      watch.bodyArrived(bytes);
    } else if (bytes == 0 && next.isReadResumed()) {
      // A listener that was called and goes on listening.
      watch.bodyAwaited();
    }
    return bytes;
  }

  @Override
  public void awaitReadable() throws IOException {
    watch.bodyAwaited();
    next.awaitReadable();
  }

  @Override
  public void awaitReadable(long time, TimeUnit unit) throws IOException {
    watch.bodyAwaited();
    next.awaitReadable(time, unit);
  }

  @Override
  public void resumeReads() {
    watch.bodyAwaited();
    next.resumeReads();
  }

  @Override
  public void wakeupReads() {
    watch.bodyAwaited();
    next.wakeupReads();
  }
}
