package dev.drop444.cli.command;

import dev.drop444.cli.process.GuardedProcess;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "status",
    header = "How drop444 stands in a process: servers, decisions, bans, lists, state, faults.",
    description = "Counts are since drop444 came into the process.",
    customSynopsis = "status [PID|NAME] [--json]")
final class StatusCommand extends MachineCommand {

  @Parameters(paramLabel = "PID|NAME", description = Words.PROCESS)
  private List<String> words = new ArrayList<>();

  @Option(names = "--json", description = "Writes an object with all of it.")
  private boolean json;

  StatusCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    return onProcess(Words.of(words).process(), this::show);
  }

  private int show(GuardedProcess process) {
    StatusText status = StatusText.of(process);
    if (json) {
      output.json(status.json());
    } else {
      output.say(status.lines());
    }
    return ExitStatus.GOOD;
  }
}
