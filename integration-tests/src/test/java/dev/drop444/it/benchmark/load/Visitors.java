package dev.drop444.it.benchmark.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * Clients who make one request each on a connection of their own, and read until its end, as {@code
 * curl} does. Confined to one thread.
 */
final class Visitors {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final Job job;
  private final InetSocketAddress server;
  private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
  private final ByteBuffer[] requests;
  private final Count count = new Count();
  private final long start = System.nanoTime();
  private int begun;
  private int open;

  Visitors(Job job) {
    this.job = job;
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), job.port());
    this.requests = job.requests().stream().map(Buffers::direct).toArray(ByteBuffer[]::new);
  }

  /** Does the job. */
  Tally run() throws IOException {
    try (Selector selector = Selector.open()) {
      long progress = System.nanoTime();
      while (true) {
        while (open < job.parallel() && isMore()) {
          begin(selector);
        }
        if (open == 0) {
          return count.tally();
        }
        if (selector.select(100) > 0) {
          progress = System.nanoTime();
          for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
            on(keys.next());
            keys.remove();
          }
        } else if (System.nanoTime() - progress > PATIENCE) {
          return giveUp(selector);
        }
      }
    }
  }

  private boolean isMore() {
    return begun < job.count()
        && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(job.millis());
  }

  private void begin(Selector selector) throws IOException {
    Visit visit = new Visit(requests[begun % requests.length].duplicate());
    SocketChannel channel = SocketChannel.open();
    open++;
    try {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(job.from().at(begun++), 0));
      boolean connected = channel.connect(server) || channel.finishConnect();
      channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, visit);
      if (connected) {
        send(channel, visit);
      }
    } catch (ConnectException e) {
      count.failed(1);
      end(channel);
    } catch (IOException e) {
      end(channel, visit);
    }
  }

  private void on(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    Visit visit = (Visit) key.attachment();
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        send(channel, visit);
      } else if (key.isReadable() && isOver(channel, visit)) {
        end(channel, visit);
      }
    } catch (ConnectException e) {
      count.failed(1);
      end(channel);
    } catch (IOException reset) {
      end(channel, visit);
    }
  }

  /** A request is so short that a fresh connection takes all of it. */
  private static void send(SocketChannel channel, Visit visit) throws IOException {
    channel.write(visit.request);
  }

  private boolean isOver(SocketChannel channel, Visit visit) throws IOException {
    while (true) {
      in.clear();
      int read = channel.read(in);
      if (read <= 0) {
        return read < 0;
      }
      if (visit.status == 0) {
        visit.status = Buffers.status(in.flip());
      }
    }
  }

  private void end(SocketChannel channel, Visit visit) throws IOException {
    if (visit.status == 0) {
      count.silent(visit.began);
    } else {
      count.answered(visit.status, visit.began);
    }
    end(channel);
  }

  private void end(SocketChannel channel) throws IOException {
    open--;
    channel.close();
  }

  private Tally giveUp(Selector selector) throws IOException {
    count.failed(open);
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    return count.tally();
  }

  private static final class Visit {

    final ByteBuffer request;
    final long began = System.nanoTime();
    int status;

    Visit(ByteBuffer request) {
      this.request = request;
    }
  }
}
