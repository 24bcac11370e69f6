package dev.drop444.engine.bot.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The name servers of this machine: lines {@code nameserver} of resolv.conf(5). Read anew for each
 * lookup, as networks change; there are few, and not on a request's thread.
 */
class NameServers {

  static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

  /** As many as the C library takes. */
  private static final int MAX = 3;

  private static final int PORT = 53;

  private final Path file;

  NameServers(Path file) {
    this.file = file;
  }

  /**
   * The servers, in the order in which they are asked.
   *
   * @throws IOException if the file cannot be read or names none
   */
  List<InetSocketAddress> read() throws IOException {
    List<InetSocketAddress> servers = new ArrayList<>();
    // Comments may be in any encoding, and must not be a reason to fail.
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    for (String line : text.split("\n", -1)) {
      String[] words = line.trim().split("[ \t]+", 3);
      if (words.length >= 2 && words[0].equals("nameserver") && servers.size() < MAX) {
        add(servers, words[1]);
      }
    }
    if (servers.isEmpty()) {
      throw new IOException("no name server in " + file);
    }
    return servers;
  }

  private static void add(List<InetSocketAddress> servers, String address) {
    boolean literal = address.indexOf(':') >= 0 || address.matches("[0-9.]+");
    if (!literal) {
      // The JDK would look it up as a name.
      return;
    }
    try {
      servers.add(new InetSocketAddress(InetAddress.getByName(address), PORT));
    } catch (UnknownHostException wrong) {
      // As the C library: a line that is wrong is as if it were not there.
    }
  }
}
