package dev.drop444.engine.bot.crawler;

import dev.drop444.engine.bot.dns.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A DNS of our own: knows what it was told, and counts what it is asked. */
class FakeResolver implements Resolver {

  private final Map<InetAddress, List<String>> names = new ConcurrentHashMap<>();
  private final Map<String, List<InetAddress>> addresses = new ConcurrentHashMap<>();
  private final Set<Object> silent = ConcurrentHashMap.newKeySet();
  final AtomicInteger asked = new AtomicInteger();
  final CountDownLatch closed = new CountDownLatch(1);

  /** Answers wait for it. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  FakeResolver named(String address, String... hosts) {
    names.put(ip(address), List.of(hosts));
    return this;
  }

  FakeResolver addressed(String host, String... ips) {
    addresses.put(host, List.of(ips).stream().map(FakeResolver::ip).collect(Collectors.toList()));
    return this;
  }

  /** Nobody answers for an address or a name. */
  FakeResolver silent(Object question) {
    silent.add(question);
    return this;
  }

  FakeResolver heard(Object question) {
    silent.remove(question);
    return this;
  }

  @Override
  public List<String> namesOf(InetAddress address) throws IOException {
    asked.incrementAndGet();
    await(address);
    return names.getOrDefault(address, List.of());
  }

  @Override
  public boolean hasAddress(String name, InetAddress address) throws IOException {
    await(name);
    return addresses.getOrDefault(name, List.of()).contains(address);
  }

  private void await(Object question) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException ended) {
      throw new IOException("ended", ended);
    }
    if (silent.contains(question)) {
      throw new IOException("no answer");
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }

  static InetAddress ip(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException wrong) {
      throw new IllegalArgumentException(literal, wrong);
    }
  }
}
