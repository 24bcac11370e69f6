package dev.drop444.it.support;

import dev.drop444.it.process.Server;
import dev.drop444.it.wire.Protocol;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of {@code docs/support.md}. Confined to one thread. */
final class SupportPage {

  private static final String HEAD =
      """
      # What works on which server

      <!-- Made by a run of SupportTest, rows only of what that run tested. To renew it: ./mvnw -Pwhole -pl integration-tests -am verify -Dtest=dev.drop444.it.support.SupportTest -Dsurefire.failIfNoSpecifiedTests=false -Dpage.write=true -->

      Each row is a real server under the agent, and each cell what a real client saw over HTTP/1.1 in
      the clear and over TLS, in columns with a star over HTTP/2 in the clear and over TLS, too: *yes* over all of them, or
      where not and why. Embedded servers run in a main of their own, installed ones by the scripts of their
      distribution. Slow heads and bodies, and the end of open connections, act on HTTP/2 as [limits.md](limits.md) says.
      """;

  private final Map<String, String> fresh = new LinkedHashMap<>();

  void row(Server server, Map<Capability, String> cells) {
    fresh.put(
        title(server),
        Stream.concat(
                Stream.of(title(server)),
                Arrays.stream(Capability.values()).map(each -> cells.getOrDefault(each, "?")))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  /** The rows that a run has seen. */
  List<String> rows() {
    return List.copyOf(fresh.values());
  }

  /**
   * The page with the rows of a run, and of the page before for servers that were not tested now.
   *
   * @param every the servers that there are, in order
   */
  String text(String before, List<Server> every) {
    StringBuilder text = new StringBuilder(HEAD).append('\n').append(heading());
    for (Server server : every) {
      String title = title(server);
      String old =
          before.lines().filter(line -> line.startsWith("| " + title + " |")).findAny().orElse("");
      String row = fresh.getOrDefault(title, old);
      if (!row.isEmpty()) {
        text.append(row).append('\n');
      }
    }
    return text.toString();
  }

  /** The titles of a page's rows. */
  static List<String> titles(String page) {
    return page.lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Server |"))
        .map(line -> line.substring(2, line.indexOf(" |", 2)))
        .collect(Collectors.toUnmodifiableList());
  }

  private static String heading() {
    StringBuilder names = new StringBuilder("| Server |");
    for (Capability each : Capability.values()) {
      names.append(' ').append(each).append(each.isOf(Protocol.H2) ? " *" : "").append(" |");
    }
    return names + "\n|" + "---|".repeat(1 + Capability.values().length) + "\n";
  }

  /** Two words about one capability, over one protocol each. */
  static String together(String one, String other) {
    if (one.equals(other) || other.equals("yes")) {
      return one;
    }
    return one.equals("yes") ? other : one + "; " + other;
  }

  static String title(Server server) {
    String name =
        server
            .name()
            .replace("standalone-", "")
            .replace("-jpms", "")
            .replace("-nio2", "")
            .replaceFirst("\\.(Final|v\\d+)$", "");
    String text = Character.toUpperCase(name.charAt(0)) + name.substring(1).replaceFirst("-", " ");
    return text
        + (server.standalone() ? ", installed" : ", embedded")
        + (server.name().contains("-jpms") ? ", on the module path" : "")
        + (server.name().contains("-nio2") ? ", NIO2" : "");
  }
}
