package dev.drop444.cli.command;

import dev.drop444.cli.output.Json;
import dev.drop444.cli.output.Printable;
import dev.drop444.cli.output.Table;
import dev.drop444.cli.output.Times;
import dev.drop444.cli.process.GuardedProcess;
import dev.drop444.management.BanStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "bans",
    header = "Who is banned, by which rule, and until when.",
    description = "Those whose bans end last come first. With an address: the ban of that client.",
    customSynopsis = "bans [PID|NAME] [ADDRESS] [--most N] [--json]")
final class BansCommand extends MachineCommand {

  @Parameters(paramLabel = "PID|NAME ADDRESS", description = Words.PROCESS)
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "How many are shown at most; 100 if left out.")
  private int most = 100;

  @Option(names = "--json", description = "Writes an object with an array of bans.")
  private boolean json;

  BansCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    if (most < 1) {
      throw new IllegalArgumentException("--most is from 1");
    }
    Words parts = Words.of(words, Words::isAddress);
    String address = parts.object();
    return onProcess(
        parts.process(),
        process -> {
          List<BanStatus> bans =
              address == null
                  ? process.bans().list(most)
                  : process.bans().find(Words.addressOf(address));
          show(process, address, bans);
          return ExitStatus.GOOD;
        });
  }

  private void show(GuardedProcess process, @Nullable String address, List<BanStatus> bans) {
    long active = process.bans().getActive();
    if (json) {
      output.json(
          Json.object(
              "pid", process.jvm().pid(),
              "active", active,
              "bans", bans.stream().map(BanText::json).collect(Collectors.toList())));
      return;
    }
    if (bans.isEmpty()) {
      output.say(address == null ? "nobody is banned" : Printable.of(address) + " is not banned");
      return;
    }
    Table table = new Table("CLIENT", "ENDS IN", "UNTIL", "RULE", "BANS SO FAR");
    for (BanStatus ban : bans) {
      table.row(
          ban.getClient(),
          Times.until(ban.getUntil()),
          Times.at(ban.getUntil()),
          ban.getRule(),
          ban.getCount());
    }
    output.say(table.lines(""));
    if (address == null && active > bans.size()) {
      output.say("... of " + active + ", see --most");
    }
  }
}
