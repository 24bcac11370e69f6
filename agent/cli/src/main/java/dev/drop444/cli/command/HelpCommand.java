package dev.drop444.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@CommandLine.Command(
    name = "help",
    header = "Tells about a command; without one, about all commands and settings.",
    synopsisHeading = "Usage: java -jar drop444.jar ",
    customSynopsis = "help [COMMAND]")
final class HelpCommand extends Command {

  @Parameters(paramLabel = "COMMAND", description = "A command.")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  HelpCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    if (words.isEmpty()) {
      output.print(Root.fullHelp(root));
      return ExitStatus.GOOD;
    }
    CommandLine command = root.getSubcommands().get(words.get(0));
    if (command == null) {
      throw new IllegalArgumentException("there is no command " + words.get(0));
    }
    output.print(command.getUsageMessage());
    return ExitStatus.GOOD;
  }
}
