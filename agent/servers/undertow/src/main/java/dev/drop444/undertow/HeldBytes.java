package dev.drop444.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioWorker;

/**
 * What was read from sockets of which XNIO has not made connections yet. Thread-safe. Loaded beside
 * XNIO.
 *
 * <p>XNIO may make none: it closes a socket that it cannot register or that exceeds the limit of
 * connections, and forgets those that wait for a thread when its worker is shut down. What was read
 * from such is thrown away when it becomes too much.
 */
final class HeldBytes {

  /** So many are not looked through for what nobody will take. */
  private static final int FEW = 256;

  private final Map<SocketChannel, Held> all = new ConcurrentHashMap<>();
  private volatile int many = FEW;
  private volatile boolean used;
  private volatile boolean over;

  /**
   * Keeps a copy.
   *
   * @param worker of the server that has accepted the socket
   */
  void hold(SocketChannel socket, ByteBuffer read, XnioWorker worker) {
    used = true;
    try {
      all.put(socket, new Held(copy(read), worker));
    } catch (Error noMemory) {
      // A client that waits for nothing is worse than one that has to come again.
      IoUtils.safeClose(socket);
      throw noMemory;
    }
    if (over) {
      giveUp(socket);
    } else if (all.size() > many) {
      all.entrySet().removeIf(held -> held.getValue().isForgotten(held.getKey()));
      many = Math.max(FEW, 2 * all.size());
    }
  }

  private static ByteBuffer copy(ByteBuffer read) {
    ByteBuffer copy = ByteBuffer.allocate(read.remaining());
    copy.put(read.duplicate()).flip();
    return copy;
  }

  /** Whether there was ever anything, which costs less to ask than whether there is something. */
  boolean isUsed() {
    return used;
  }

  /** What was read, to be given back; null if nothing was. */
  @Nullable ByteBuffer take(SocketChannel socket) {
    Held held = all.remove(socket);
    return held == null ? null : held.bytes;
  }

  /** Nobody will take anything any more. */
  void giveUp() {
    over = true;
    all.keySet().forEach(this::giveUp);
  }

  /** The server is to find the end of the stream: it closes what else would wait for ever. */
  private void giveUp(SocketChannel socket) {
    if (all.remove(socket) != null) {
      try {
        socket.shutdownInput();
      } catch (IOException closed) {
        // Better still.
      }
    }
  }

  /** How many sockets there are. */
  int count() {
    return all.size();
  }

  private static final class Held {

    final ByteBuffer bytes;
    private final XnioWorker worker;

    Held(ByteBuffer bytes, XnioWorker worker) {
      this.bytes = bytes;
      this.worker = worker;
    }

    boolean isForgotten(SocketChannel socket) {
      return !socket.isOpen() || worker.isShutdown();
    }
  }
}
