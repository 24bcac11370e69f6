package dev.drop444.cli.command;

import dev.drop444.cli.output.Json;
import dev.drop444.cli.output.Printable;
import dev.drop444.engine.config.Durations;
import dev.drop444.management.BanStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "ban",
    header = "Refuses a client from now on, and ends what it has open.",
    description = {
      "A ban of it that ends later stays as it is. The ban goes with the process, unless there is"
          + " a drop444.ban-file. Loopback, this machine, proxies and who is in drop444.allow are"
          + " never banned."
    },
    customSynopsis = "ban [PID|NAME] ADDRESS [--for DURATION] [--json]")
final class BanCommand extends MachineCommand {

  @Parameters(paramLabel = "PID|NAME ADDRESS", description = Words.PROCESS)
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long, as in 10m, 2h or 7d; 1h if left out.")
  private String span = "1h";

  @Option(names = "--json", description = "Writes the ban as an object.")
  private boolean json;

  BanCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    Words parts = Words.of(words, Words::isAddress);
    String address = parts.object("ban needs an address");
    if (address.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "ban takes an address; a network is refused by drop444.deny");
    }
    Duration duration = Durations.parse(span);
    if (duration == null || duration.toSeconds() < 1) {
      throw new IllegalArgumentException("expected " + Durations.expected() + ", not " + span);
    }
    return onProcess(
        parts.process(),
        process -> {
          BanStatus ban;
          try {
            ban = process.bans().ban(address, duration.toSeconds());
          } catch (IllegalArgumentException refused) {
            output.warn(Printable.of(String.valueOf(refused.getMessage())));
            return ExitStatus.WRONG;
          }
          if (json) {
            Map<String, Object> object = Json.object("pid", process.jvm().pid());
            object.putAll(BanText.json(ban));
            output.json(object);
          } else {
            output.say(Printable.of(BanText.line(ban)));
          }
          return ExitStatus.GOOD;
        });
  }
}
