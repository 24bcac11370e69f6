package dev.drop444.cli.command;

import dev.drop444.cli.output.Json;
import dev.drop444.cli.output.Printable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "mode",
    header = "Puts another mode in force, until the process ends or you say configured.",
    description = {
      "enforce: what rules decide is done. monitor: it is only counted and logged, and all traffic"
          + " passes. off: nothing is looked at. configured: as the configuration says."
    },
    customSynopsis = "mode [PID|NAME] enforce|monitor|off|configured [--json]")
final class ModeCommand extends MachineCommand {

  private static final List<String> MODES = List.of("enforce", "monitor", "off", "configured");

  /** For shells. */
  static final class Modes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return MODES.iterator();
    }
  }

  @Parameters(
      paramLabel = "PID|NAME MODE",
      completionCandidates = Modes.class,
      description = Words.PROCESS)
  private List<String> words = new ArrayList<>();

  @Option(names = "--json", description = "Writes the mode that is in force now.")
  private boolean json;

  ModeCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    Words parts = Words.of(words, MODES::contains);
    String mode = parts.object("mode needs one of " + String.join(", ", MODES));
    return onProcess(
        parts.process(),
        process -> {
          String now;
          try {
            now = process.guard().switchMode(mode);
          } catch (IllegalArgumentException refused) {
            output.warn(Printable.of(String.valueOf(refused.getMessage())));
            return ExitStatus.WRONG;
          }
          if (json) {
            output.json(Json.object("pid", process.jvm().pid(), "mode", now));
          } else {
            output.say("mode " + Printable.of(now) + " is in force");
          }
          return ExitStatus.GOOD;
        });
  }
}
