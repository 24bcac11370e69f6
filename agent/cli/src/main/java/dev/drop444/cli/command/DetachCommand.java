package dev.drop444.cli.command;

import dev.drop444.attach.Jvm;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "detach",
    header = "Leaves a server as it was.",
    customSynopsis = "detach [PID|NAME]")
final class DetachCommand extends MachineCommand {

  @Parameters(paramLabel = "PID|NAME", description = Words.PROCESS)
  private List<String> words = new ArrayList<>();

  DetachCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    if (words.stream().anyMatch(Settings::isSetting)) {
      throw new IllegalArgumentException("detach takes no settings");
    }
    String name = Words.of(words).process();
    return onMachine(
        machine -> {
          Jvm jvm = choose(machine, name);
          return show(jvm, machine.detach(jvm));
        });
  }
}
