package dev.drop444.it.benchmark.start;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that ask for a page again and again, on connections that stay open, with short pauses so
 * that the machine is busy and no more than that, and check each answer. Thread-safe; end with
 * {@link #close}.
 */
final class KeepAliveClients implements AutoCloseable {

  private static final byte[] REQUEST =
      ("GET /hello HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)"
              + " Gecko/20100101 Firefox/140.0\r\nAccept: */*\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final long PAUSE_NANOS = 2_000_000;

  private final Queue<String> lost = new ConcurrentLinkedQueue<>();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong longestNanos = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean gone;

  /** So many clients, at a port of this machine. */
  KeepAliveClients(int count, int port) {
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> ask(port), "client-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void ask(int port) {
    try {
      while (!gone) {
        askOnOneConnection(port);
      }
    } catch (IOException failure) {
      lost.add(failure.toString());
    }
  }

  /** Until the server says that it closes, as Tomcat does after a hundred requests. */
  private void askOnOneConnection(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean isOpen = true;
      while (isOpen && !gone) {
        long start = System.nanoTime();
        socket.getOutputStream().write(REQUEST);
        isOpen = readAnswer(in);
        longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
        answers.incrementAndGet();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /**
   * Reads an answer with a status of 200 and a body of a length that is told.
   *
   * @return whether the connection stays open
   */
  private static boolean readAnswer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(status);
    }
    int length = -1;
    boolean staysOpen = true;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      if (field.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(field.substring(15).trim());
      }
      staysOpen &= !field.equalsIgnoreCase("Connection: close");
    }
    if (length < 0 || in.readNBytes(length).length != length) {
      throw new IOException("no whole body");
    }
    return staysOpen;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("after \"" + line + '"');
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  long answers() {
    return answers.get();
  }

  /** What clients got in place of an answer, after which they went. */
  Queue<String> lost() {
    return lost;
  }

  /** The longest that one has waited for an answer since this was last asked. */
  long takeLongestNanos() {
    return longestNanos.getAndSet(0);
  }

  /** They go, and have gone. */
  @Override
  public void close() {
    gone = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
