package dev.drop444.undertow;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** Buffers that are counted until they are given back. Loaded beside each version of Undertow. */
final class EmbeddedBuffers implements ByteBufferPool {

  private final ByteBufferPool pool;
  private final AtomicInteger held;

  EmbeddedBuffers(ByteBufferPool pool) {
    this(pool, new AtomicInteger());
  }

  private EmbeddedBuffers(ByteBufferPool pool, AtomicInteger held) {
    this.pool = pool;
    this.held = held;
  }

  /** How many were taken and not given back. */
  int held() {
    return held.get();
  }

  @Override
  public PooledByteBuffer allocate() {
    held.incrementAndGet();
    return new Counted(pool.allocate());
  }

  @Override
  public ByteBufferPool getArrayBackedPool() {
    return new EmbeddedBuffers(pool.getArrayBackedPool(), held);
  }

  @Override
  public void close() {
    pool.close();
  }

  @Override
  public int getBufferSize() {
    return pool.getBufferSize();
  }

  @Override
  public boolean isDirect() {
    return pool.isDirect();
  }

  private final class Counted implements PooledByteBuffer {
    private final PooledByteBuffer buffer;

    Counted(PooledByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public ByteBuffer getBuffer() {
      return buffer.getBuffer();
    }

    @Override
    public void close() {
      if (buffer.isOpen()) {
        held.decrementAndGet();
      }
      buffer.close();
    }

    @Override
    public boolean isOpen() {
      return buffer.isOpen();
    }
  }
}
