package dev.drop444.cli.command;

import dev.drop444.cli.process.GuardedProcess;
import dev.drop444.cli.top.Top;
import dev.drop444.engine.config.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "top",
    header = "Shows live what drop444 does in a process.",
    description = {
      "On a terminal: rates by server and rule, the worst clients, the last drops; ? tells the"
          + " keys. Where standard output is no terminal: a line for each interval."
    },
    customSynopsis = "top [PID|NAME] [--interval DURATION] [--count N] [--json]")
final class TopCommand extends MachineCommand {

  @Parameters(paramLabel = "PID|NAME", description = Words.PROCESS)
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      description = "How long between two looks, as in 500ms or 5s; 1s if left out.")
  private String interval = "1s";

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many intervals; without end if left out.")
  private int count;

  @Option(names = "--json", description = "Writes an object for each interval, each on a line.")
  private boolean json;

  TopCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    Duration every = Durations.parse(interval);
    if (every == null || every.toMillis() < 100) {
      throw new IllegalArgumentException(
          "expected " + Durations.expected() + ", from 100ms, not " + interval);
    }
    if (count < 0) {
      throw new IllegalArgumentException("--count is from 1");
    }
    return onProcess(Words.of(words).process(), process -> show(process, every));
  }

  private int show(GuardedProcess process, Duration every) {
    Top top = new Top(process, every, count);
    if (json || !output.isStandard() || !top.onScreen()) {
      top.asLines(
          json,
          line -> {
            output.say(line);
            return !output.isCut();
          });
    }
    return ExitStatus.GOOD;
  }
}
