package dev.drop444.cli.command;

import dev.drop444.attach.Jvm;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "attach",
    header = "Guards a server that runs, or gives it another configuration.",
    description =
        "Where drop444 guards it already, the settings take the place of those before; a drop444"
            + " of another version is replaced, and its bans and counts are kept.",
    customSynopsis = "attach PID|NAME [--config FILE] [KEY=VALUE ...]")
final class AttachCommand extends MachineCommand {

  @Mixin private Settings settings = new Settings();

  @Parameters(
      paramLabel = "PID|NAME KEY=VALUE",
      description =
          "The process, or (part of) its main class or jar, as list shows; then settings.")
  private List<String> words = new ArrayList<>();

  AttachCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    if (words.isEmpty() || words.get(0).startsWith("-") || Settings.isSetting(words.get(0))) {
      throw new IllegalArgumentException("attach needs a process id or a name, see list");
    }
    settings.takeAll(words.subList(1, words.size()));
    String text = settings.text();
    return onMachine(
        machine -> {
          Jvm jvm = machine.find(words.get(0));
          return show(jvm, machine.attach(jvm, text));
        });
  }
}
