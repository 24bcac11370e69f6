package dev.drop444.cli.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@CommandLine.Command(
    name = "completion",
    header = "A script for bash or zsh that completes commands and options.",
    description = {
      "It completes the word drop444. In .bashrc or .zshrc:%n%n"
          + "  drop444() { java -jar /path/to/drop444.jar \"$@\"; }%n"
          + "  source <(drop444 completion)"
    },
    customSynopsis = "completion")
final class CompletionCommand extends Command {

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    output.print(AutoComplete.bash("drop444", spec.root().commandLine()));
    return ExitStatus.GOOD;
  }
}
