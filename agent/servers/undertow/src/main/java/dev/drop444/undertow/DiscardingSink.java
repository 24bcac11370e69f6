package dev.drop444.undertow;

import io.undertow.server.Connectors;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Where the body of a response goes that nobody gets: nowhere, at any speed, and without whoever
 * writes it noticing. Confined to the thread that has the exchange.
 */
abstract class DiscardingSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

  private long discarded;

  DiscardingSink(HttpServerExchange exchange, StreamSinkConduit next) {
    super(next);
    // Added last, so called first: before the access log asks what was sent.
    exchange.addExchangeCompleteListener(DiscardingSink::countNothing);
  }

  private static void countNothing(
      HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
    Connectors.updateResponseBytesSent(exchange, -exchange.getResponseBytesSent());
    next.proceed();
  }

  /** Bytes so far. */
  final long discarded() {
    return discarded;
  }

  /** Called before anything is taken; throws what a write is to throw. */
  abstract void accept() throws IOException;

  @Override
  public int write(ByteBuffer from) throws IOException {
    accept();
    return discard(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    accept();
    long sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += discard(from[i]);
    }
    return sum;
  }

  @Override
  public int writeFinal(ByteBuffer from) throws IOException {
    int sum = write(from);
    terminateWrites();
    return sum;
  }

  @Override
  public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
    long sum = write(from, offset, length);
    terminateWrites();
    return sum;
  }

  @Override
  public long transferFrom(FileChannel from, long position, long count) throws IOException {
    accept();
    long sum = Math.max(0, Math.min(count, from.size() - position));
    discarded += sum;
    return sum;
  }

  @Override
  public long transferFrom(StreamSourceChannel from, long count, ByteBuffer through)
      throws IOException {
    accept();
    long sum = 0;
    int read = 0;
    while (sum < count) {
      through.clear();
      through.limit((int) Math.min(through.capacity(), count - sum));
      read = from.read(through);
      if (read <= 0) {
        break;
      }
      sum += read;
    }
    discarded += sum;
    // What is left in this buffer would count as read and not yet written.
    through.position(0).limit(0);
    return sum == 0 && read < 0 ? read : sum;
  }

  private int discard(ByteBuffer from) {
    int length = from.remaining();
    from.position(from.limit());
    discarded += length;
    return length;
  }
}
