package dev.drop444.cli.command;

import dev.drop444.cli.output.Json;
import dev.drop444.engine.check.Check;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "check",
    header = "Tells what is wrong with a configuration.",
    description = "Reads it as the agent would, system properties and environment included.",
    customSynopsis = "check [--config FILE] [KEY=VALUE ...] [--json]")
final class CheckCommand extends Command {

  @Mixin private Settings settings = new Settings();

  @Option(names = "--json", description = "Writes an object.")
  private boolean json;

  @Parameters(paramLabel = "KEY=VALUE", description = "Settings.")
  private List<String> words = new ArrayList<>();

  CheckCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    settings.takeAll(words);
    Check check = Check.of(settings.sources());
    if (json) {
      output.json(
          Json.object(
              "good", check.isGood(), "problems", check.problems(), "warnings", check.warnings()));
    } else if (check.isGood()) {
      output.print(check.toString());
    } else {
      output.warnText(check.toString());
    }
    return check.isGood() ? ExitStatus.GOOD : ExitStatus.WRONG;
  }
}
