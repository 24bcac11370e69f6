package dev.drop444.engine.bot.dns;

import dev.drop444.engine.bot.dns.DnsMessage.Answer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stub resolver: asks the name servers of this machine over UDP, one after another.
 *
 * <p>An answer is believed if it comes from the server that was asked, to the port it was asked
 * from, which the system chooses anew each time, with the number of the question, which is random,
 * and repeats the question (RFC 5452). One that did not fit into a datagram is a failure; there is
 * no need for TCP, since crawlers' addresses have one name.
 */
final class DnsResolver implements Resolver {

  /** How long a server may take, in milliseconds; three of them, twice, take 9 s at most. */
  static final int TIMEOUT_MILLIS = 1500;

  private static final int ROUNDS = 2;

  /** RFC 1035 section 2.3.4; without EDNS no answer is longer. */
  private static final int MAX_ANSWER = 512;

  private final NameServers servers;
  private final IntSupplier random;
  private final int timeoutMillis;
  private final Set<DatagramSocket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * A resolver.
   *
   * @param random unpredictable numbers
   * @param timeoutMillis how long one server may take
   */
  DnsResolver(NameServers servers, IntSupplier random, int timeoutMillis) {
    this.servers = servers;
    this.random = random;
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public List<String> namesOf(InetAddress address) throws IOException {
    return List.copyOf(ask(DnsMessage.reverseName(address), DnsMessage.PTR).names);
  }

  @Override
  public boolean hasAddress(String name, InetAddress address) throws IOException {
    int type = address instanceof Inet4Address ? DnsMessage.A : DnsMessage.AAAA;
    byte[] wanted = address.getAddress();
    return ask(name, type).addresses.stream().anyMatch(one -> Arrays.equals(one, wanted));
  }

  private Answer ask(String name, int type) throws IOException {
    List<InetSocketAddress> all = servers.read();
    IOException last = new IOException("no name server");
    for (int round = 0; round < ROUNDS; round++) {
      for (InetSocketAddress server : all) {
        if (closed) {
          throw new IOException("closed");
        }
        try {
          Answer answer = ask(server, new DnsMessage(random.getAsInt(), name, type));
          if (answer.code == DnsMessage.NO_ERROR || answer.code == DnsMessage.NAME_ERROR) {
            return answer;
          }
          last = new IOException("the name server failed with code " + answer.code);
        } catch (IOException failure) {
          last = failure;
        }
      }
    }
    throw last;
  }

  private Answer ask(InetSocketAddress server, DnsMessage message) throws IOException {
    byte[] question = message.question();
    DatagramSocket socket = new DatagramSocket();
    open.add(socket);
    try (socket) {
      if (closed) {
        throw new IOException("closed");
      }
      // Connected: the system drops what others send, and tells us when nobody listens there.
      socket.connect(server);
      socket.send(new DatagramPacket(question, question.length));
      return receive(socket, message);
    } finally {
      open.remove(socket);
    }
  }

  private Answer receive(DatagramSocket socket, DnsMessage message) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    byte[] bytes = new byte[MAX_ANSWER];
    while (true) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new SocketTimeoutException("no answer");
      }
      socket.setSoTimeout((int) left);
      DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
      socket.receive(packet);
      @Nullable Answer answer = message.answer(bytes, packet.getLength());
      if (answer != null) {
        return answer;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(DatagramSocket::close);
  }
}
