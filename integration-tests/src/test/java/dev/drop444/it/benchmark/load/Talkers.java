package dev.drop444.it.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * Clients who keep their connections and send one request after the other, each as soon as the one
 * before is answered. Where the server closes, they come back. Confined to one thread.
 */
final class Talkers {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final Job job;
  private final InetSocketAddress server;
  private final ByteBuffer[] requests;
  private final Count count = new Count();
  private final long start = System.nanoTime();
  private int begun;
  private int open;

  Talkers(Job job) {
    this.job = job;
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), job.port());
    this.requests = job.requests().stream().map(Buffers::direct).toArray(ByteBuffer[]::new);
  }

  /** Does the job. */
  Tally run() throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < job.parallel() && isMore(); i++) {
        open++;
        Talk talk = new Talk(i, next());
        connect(selector, talk);
      }
      long progress = System.nanoTime();
      while (open > 0) {
        if (selector.select(100) > 0) {
          progress = System.nanoTime();
          for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
            on(selector, keys.next());
            keys.remove();
          }
        } else if (System.nanoTime() - progress > PATIENCE) {
          count.failed(open);
          for (SelectionKey key : selector.keys()) {
            key.channel().close();
          }
          break;
        }
      }
      return count.tally();
    }
  }

  private boolean isMore() {
    return begun < job.count()
        && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(job.millis());
  }

  private ByteBuffer next() {
    return requests[begun++ % requests.length];
  }

  private void connect(Selector selector, Talk talk) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(job.from().at(talk.client), 0));
      boolean connected = channel.connect(server) || channel.finishConnect();
      channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, talk);
      if (connected) {
        send(channel, talk);
      }
    } catch (IOException e) {
      count.failed(1);
      channel.close();
      open--;
    }
  }

  /** A request is so short that a connection takes all of it at once. */
  private static void send(SocketChannel channel, Talk talk) throws IOException {
    talk.in.clear();
    talk.length = 0;
    channel.write(talk.request.duplicate());
  }

  private void on(Selector selector, SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    Talk talk = (Talk) key.attachment();
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        send(channel, talk);
      } else if (key.isReadable()) {
        if (channel.read(talk.in) < 0) {
          lost(selector, channel, talk);
        } else if (talk.isAnswered()) {
          count.answered(Buffers.status(talk.in), talk.began);
          goOn(selector, channel, talk);
        }
      }
    } catch (IOException reset) {
      lost(selector, channel, talk);
    }
  }

  private void goOn(Selector selector, SocketChannel channel, Talk talk) throws IOException {
    boolean closes = talk.closes;
    if (!isMore()) {
      channel.close();
      open--;
      return;
    }
    talk.again(next());
    if (closes) {
      channel.close();
      connect(selector, talk);
    } else {
      send(channel, talk);
    }
  }

  /**
   * The server may close a connection that it keeps for as long as it likes, and a browser then
   * asks once more. Twice in a row is a failure.
   */
  private void lost(Selector selector, SocketChannel channel, Talk talk) throws IOException {
    channel.close();
    if (talk.in.position() == 0 && !talk.retried) {
      talk.retried = true;
      count.reopened();
      connect(selector, talk);
      return;
    }
    count.failed(1);
    if (isMore()) {
      talk.again(next());
      connect(selector, talk);
    } else {
      open--;
    }
  }

  private static final class Talk {

    final int client;
    final ByteBuffer in = ByteBuffer.allocateDirect(4096);
    ByteBuffer request;
    long began;
    boolean retried;

    /** Of head and content together, 0 while the head is not complete. */
    int length;

    boolean closes;

    Talk(int client, ByteBuffer request) {
      this.client = client;
      this.request = request;
      this.began = System.nanoTime();
    }

    void again(ByteBuffer other) {
      request = other;
      began = System.nanoTime();
      retried = false;
      length = 0;
      closes = false;
    }

    boolean isAnswered() throws IOException {
      if (length == 0) {
        int head = Buffers.head(in, in.position());
        if (head < 0) {
          if (!in.hasRemaining()) {
            throw new IOException("Too long a head");
          }
          return false;
        }
        String text = Buffers.text(in, head);
        String content = Buffers.field(text, "content-length");
        if (content.isEmpty()) {
          throw new IOException("No Content-Length");
        }
        length = head + Integer.parseInt(content);
        closes = Buffers.field(text, "connection").equals("close");
      }
      return in.position() >= length;
    }
  }
}
