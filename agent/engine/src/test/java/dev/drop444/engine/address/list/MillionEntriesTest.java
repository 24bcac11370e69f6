package dev.drop444.engine.address.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A million entries of each sort: what they weigh is asserted, what they take is printed. */
class MillionEntriesTest {

  private static final int ENTRIES = 1_000_000;
  private static final long MAX_HEAP = 32L << 20;

  /** The worst cases: nothing touches, nothing is sorted. */
  enum Sort {
    IPV4_ADDRESSES,
    IPV4_NETWORKS,
    IPV4_RANGES,
    IPV6_ADDRESSES,
    IPV6_NETWORKS,
    MIXED;

    private String line(Random random) {
      switch (this) {
        case IPV4_ADDRESSES:
          return ipv4(random).getHostAddress();
        case IPV4_NETWORKS:
          return ipv4(random).getHostAddress() + "/" + (24 + random.nextInt(9));
        case IPV4_RANGES:
          BigInteger from = new BigInteger(31, random);
          String to = Lists.address(from.add(BigInteger.valueOf(3)), 32).getHostAddress();
          return Lists.address(from, 32).getHostAddress() + "-" + to;
        case IPV6_ADDRESSES:
          return ipv6(random).getHostAddress();
        case IPV6_NETWORKS:
          return ipv6(random).getHostAddress() + "/" + (32 + random.nextInt(33));
        default:
          return random.nextBoolean()
              ? ipv4(random).getHostAddress() + "/28 ; SBL1"
              : "{\"cidr\":\"" + ipv6(random).getHostAddress() + "/56\",\"sblid\":\"SBL2\"}";
      }
    }

    private static InetAddress ipv4(Random random) {
      return Lists.address(new BigInteger(32, random), 32);
    }

    private static InetAddress ipv6(Random random) {
      return Lists.address(new BigInteger(125, random).setBit(125), 128);
    }
  }

  private final Path folder;

  MillionEntriesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource
  void fitInAFewMegabytes(Sort sort) throws IOException {
    File file = write(sort);
    WatchedList.open(file, () -> 0); // Classes are loaded and code is warm.
    long before = usedHeap();
    long start = System.nanoTime();
    WatchedList list = WatchedList.open(file, () -> 0);
    long loaded = System.nanoTime() - start;
    long heap = usedHeap() - before;
    InetAddress[] clients = clients();
    int found = 0;
    start = System.nanoTime();
    for (int round = 0; round < 20; round++) {
      for (InetAddress client : clients) {
        found += list.contains(client) ? 1 : 0;
      }
    }
    long looked = (System.nanoTime() - start) / (20L * clients.length);
    System.out.printf(
        Locale.ROOT,
        "%-14s %,9d bytes in %4d ms; %,10d bytes of heap; a random IPv4 look-up %3d ns (%d)%n",
        sort,
        file.length(),
        loaded / 1_000_000,
        heap,
        looked,
        found);
    assertThat(list.state().entries()).isEqualTo(ENTRIES);
    assertThat(list.state().brokenLines()).isZero();
    assertThat(heap).isLessThan(MAX_HEAP);
  }

  @ParameterizedTest
  @EnumSource(names = "IPV4_NETWORKS")
  void anIpv4LookUpAllocatesNothing(Sort sort) throws IOException {
    WatchedList list = WatchedList.open(write(sort), () -> 0);
    InetAddress[] clients = clients();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = 0;
    int found = 0;
    for (int round = 0; round < 4; round++) {
      if (round == 2) {
        before = threads.getThreadAllocatedBytes(self);
      }
      for (InetAddress client : clients) {
        found += list.contains(client) ? 1 : 0;
      }
    }
    long allocated = threads.getThreadAllocatedBytes(self) - before;
    assertThat(found).isPositive();
    // What is left is the measuring itself.
    assertThat(allocated).isLessThan(clients.length / 10);
  }

  private File write(Sort sort) throws IOException {
    Path file = folder.resolve(sort + ".netset");
    Random random = new Random(444);
    try (OutputStream stream = Files.newOutputStream(file);
        PrintStream out = new PrintStream(stream, false, "US-ASCII")) {
      out.print("# a million\r\n\r\n");
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < ENTRIES; i++) {
        text.append(sort.line(random)).append('\n');
        if (text.length() > 8000) {
          out.append(text);
          text.setLength(0);
        }
      }
      out.append(text);
    }
    return file.toFile();
  }

  private static InetAddress[] clients() {
    Random random = new Random(7);
    InetAddress[] clients = new InetAddress[100_000];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = Sort.ipv4(random);
    }
    return clients;
  }

  /** The least of some tries: other threads of the test may allocate meanwhile. */
  private static long usedHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
