package dev.drop444.it.process;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells the lines of drop444 from a server's own. */
public final class DropLines {

  private static final Pattern DROP =
      Pattern.compile("time=\\S+ mode=\\S+ action=\\S+ gate=\\S+ rule=(?<rule>\\S+) .*");

  private DropLines() {}

  /** The rules that drops were logged by, in order. */
  public static List<String> rules(List<String> lines) {
    return lines.stream()
        .map(DROP::matcher)
        .filter(line -> line.matches())
        .map(line -> line.group("rule"))
        .collect(Collectors.toUnmodifiableList());
  }

  /** What is not the line of a drop. */
  public static List<String> others(List<String> lines) {
    return lines.stream()
        .filter(line -> !DROP.matcher(line).matches())
        .collect(Collectors.toUnmodifiableList());
  }
}
