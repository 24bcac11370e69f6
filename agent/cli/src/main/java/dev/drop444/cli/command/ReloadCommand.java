package dev.drop444.cli.command;

import dev.drop444.cli.output.Json;
import dev.drop444.cli.output.Printable;
import dev.drop444.cli.process.GuardedProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "reload",
    header = "Has the configuration and all lists read again, now.",
    description =
        "Files that change are read again by themselves; this waits for it, and tells what is wrong"
            + " with them. With problems all stays as it was.",
    customSynopsis = "reload [PID|NAME] [--json]")
final class ReloadCommand extends MachineCommand {

  @Parameters(paramLabel = "PID|NAME", description = Words.PROCESS)
  private List<String> words = new ArrayList<>();

  @Option(names = "--json", description = "Writes what was said, or the problems.")
  private boolean json;

  ReloadCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    return onProcess(Words.of(words).process(), this::reload);
  }

  private int reload(GuardedProcess process) {
    List<String> said;
    try {
      said = process.guard().reload();
    } catch (IllegalArgumentException problems) {
      List<String> lines =
          String.valueOf(problems.getMessage()).lines().collect(Collectors.toList());
      if (json) {
        output.json(Json.object("pid", process.jvm().pid(), "reloaded", false, "problems", lines));
      } else {
        output.warn("process " + Printable.of(process.jvm().toString()) + " is as it was");
        lines.forEach(line -> output.warnMore(Printable.of(line)));
      }
      return ExitStatus.WRONG;
    }
    if (json) {
      output.json(Json.object("pid", process.jvm().pid(), "reloaded", true, "said", said));
    } else {
      said.forEach(line -> output.say(Printable.of(line)));
    }
    return ExitStatus.GOOD;
  }
}
