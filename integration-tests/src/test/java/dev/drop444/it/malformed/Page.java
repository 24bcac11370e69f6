package dev.drop444.it.malformed;

import dev.drop444.it.wire.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table as a run has seen it, for people to read. Confined to one thread. */
final class Page {

  private static final String HEAD =
      """
      # Malformed requests, and what servers say to them

      <!-- Made by a run of MalformedTest. To renew it: ./mvnw -pl integration-tests -am verify -Dtest=dev.drop444.it.malformed.MalformedTest -Dsurefire.failIfNoSpecifiedTests=false -Dpage.write=true -->

      Each line is sent as raw bytes to real servers: first as they are, then with the bare flag.
      *Closes* means that the server ends the connection without a word, *waits* that it does so only
      when the client gives up; a number is an HTTP status.
      The last column says what comes back with drop444: *0 bytes*, or what the server says by
      itself (*as ever*) where the shape is well-formed for it.
      """;

  private final List<String> servers = new ArrayList<>();
  private final Map<Shape, Map<String, String>> bare = new LinkedHashMap<>();
  private final Map<Shape, Map<String, String>> guarded = new LinkedHashMap<>();

  void server(String name) {
    servers.add(name);
  }

  void note(Shape shape, String server, Answer bareSaid, Answer guardedSaid) {
    boolean waits = shape.on(server) == Shape.Expectation.WAITS;
    // What a server says to half of something when the client gives up is a matter of moments.
    String by = waits ? "waits" : bareSaid.isSilence() ? "closes" : bareSaid.words();
    String with = guardedSaid.isSilence() ? "0 bytes" : guardedSaid.words();
    bare.computeIfAbsent(shape, s -> new LinkedHashMap<>()).put(server, by);
    guarded
        .computeIfAbsent(shape, s -> new LinkedHashMap<>())
        .put(server, with.equals(by) ? "as ever" : with);
  }

  String text() {
    StringBuilder text = new StringBuilder(HEAD);
    String group = "";
    for (Shape shape : Shapes.ALL) {
      if (!shape.group().equals(group)) {
        group = shape.group();
        heading(text, group);
      }
      row(text, shape);
    }
    return text.toString();
  }

  private void heading(StringBuilder text, String group) {
    text.append("\n## ").append(group).append("\n\n|");
    text.append(" Shape |");
    servers.forEach(server -> text.append(' ').append(title(server)).append(" says |"));
    text.append(" with drop444 |\n|---|").append("---|".repeat(servers.size())).append("---|\n");
  }

  private void row(StringBuilder text, Shape shape) {
    text.append("| ").append(shape.name().replace("\\", "\\\\").replace("|", "\\|")).append(" |");
    for (String server : servers) {
      text.append(' ').append(seen(bare, shape).getOrDefault(server, "?")).append(" |");
    }
    text.append(' ').append(summary(seen(guarded, shape))).append(" |\n");
  }

  private static Map<String, String> seen(Map<Shape, Map<String, String>> all, Shape shape) {
    return all.getOrDefault(shape, Map.of());
  }

  /** One word if all servers do the same, else the drops first and then who differs. */
  private static String summary(Map<String, String> words) {
    if (words.values().stream().distinct().count() == 1) {
      return words.values().iterator().next();
    }
    return words.entrySet().stream()
        .map(each -> family(each.getKey()) + ": " + each.getValue())
        .collect(Collectors.joining("; "));
  }

  private static String family(String server) {
    String family = server.substring(0, server.indexOf('-'));
    return Character.toUpperCase(family.charAt(0)) + family.substring(1);
  }

  private static String title(String server) {
    String version = server.substring(server.indexOf('-') + 1).replace(".Final", "");
    return family(server) + ' ' + version;
  }
}
