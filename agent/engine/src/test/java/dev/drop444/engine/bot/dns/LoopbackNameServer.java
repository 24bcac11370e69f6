package dev.drop444.engine.bot.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A name server on loopback that answers as it is told. */
final class LoopbackNameServer implements AutoCloseable {

  private final DatagramSocket socket;
  private final Thread thread;
  final AtomicInteger asked = new AtomicInteger();

  /**
   * Starts one.
   *
   * @param answers to a question, one datagram each
   */
  LoopbackNameServer(Function<byte[], List<byte[]>> answers) throws IOException {
    this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    this.thread = new Thread(() -> serve(answers), "loopback name server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Function<byte[], List<byte[]>> answers) {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        asked.incrementAndGet();
        for (byte[] answer : answers.apply(Arrays.copyOf(buffer, packet.getLength()))) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() throws InterruptedException {
    socket.close();
    thread.join(10_000);
  }
}
