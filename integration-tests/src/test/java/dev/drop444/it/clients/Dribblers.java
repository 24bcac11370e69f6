package dev.drop444.it.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slow clients, many at a time, on one thread: each sends a beginning, and then a byte now and
 * then, for ever. Thread-safe; ends with {@link #close}.
 */
public final class Dribblers implements AutoCloseable {

  private static final int PAUSE_MILLIS = 200;

  private final List<SocketChannel> open = new ArrayList<>();
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger bytes = new AtomicInteger();
  private final ByteBuffer endless;
  private final Thread thread = new Thread(this::dribble, "dribblers");
  private volatile boolean gone;

  private Dribblers(String endless) {
    this.endless = ByteBuffer.wrap(endless.getBytes(ISO_8859_1));
  }

  /**
   * Connects all of them, who begin at once.
   *
   * @param beginning what each sends first
   * @param endless what follows byte by byte, again and again
   */
  public static Dribblers come(int count, String from, int port, String beginning, String endless) {
    Dribblers dribblers = new Dribblers(endless);
    try {
      for (int i = 0; i < count; i++) {
        SocketChannel channel = SocketChannel.open();
        dribblers.open.add(channel);
        channel.bind(new InetSocketAddress(from, 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(beginning.getBytes(ISO_8859_1)));
        channel.configureBlocking(false);
      }
    } catch (IOException e) {
      dribblers.close();
      throw new UncheckedIOException(e);
    }
    dribblers.connected.set(count);
    dribblers.thread.setDaemon(true);
    dribblers.thread.start();
    return dribblers;
  }

  private void dribble() {
    ByteBuffer heard = ByteBuffer.allocate(4096);
    for (int at = 0; !gone; at = (at + 1) % endless.limit()) {
      int next = at;
      open.removeIf(channel -> hasEnded(channel, heard, next));
      connected.set(open.size());
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        break;
      }
    }
    open.forEach(Dribblers::close);
  }

  private boolean hasEnded(SocketChannel channel, ByteBuffer heard, int at) {
    try {
      channel.write(endless.slice(at, 1));
      heard.clear();
      int read = channel.read(heard);
      if (read >= 0) {
        bytes.addAndGet(read);
        return false;
      }
    } catch (IOException reset) {
      // As good an end as the other one.
    }
    close(channel);
    return true;
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many the server has not ended yet. */
  public int connected() {
    return connected.get();
  }

  /** How many bytes the server has said to all of them. */
  public int bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    gone = true;
    if (!thread.isAlive()) {
      open.forEach(Dribblers::close);
    }
    thread.interrupt();
  }
}
