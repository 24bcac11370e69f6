package dev.drop444.cli.command;

import dev.drop444.cli.output.Json;
import dev.drop444.cli.output.Printable;
import dev.drop444.cli.process.GuardedProcess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "unban",
    header = "Lets somebody in again, and forgets that there was a ban.",
    description =
        "The rule that banned is still there: who should never be banned belongs into"
            + " drop444.allow.",
    customSynopsis = "unban [PID|NAME] ADDRESS|--all [--json]")
final class UnbanCommand extends MachineCommand {

  @Parameters(paramLabel = "PID|NAME ADDRESS", description = Words.PROCESS)
  private List<String> words = new ArrayList<>();

  @Option(names = "--all", description = "Everybody.")
  private boolean all;

  @Option(names = "--json", description = "Writes how many bans were lifted.")
  private boolean json;

  UnbanCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    Words parts = Words.of(words, Words::isAddress);
    String address = parts.object();
    if (all == (address != null)) {
      throw new IllegalArgumentException("unban needs an address, or --all");
    }
    return onProcess(parts.process(), process -> lift(process, address));
  }

  private int lift(GuardedProcess process, @Nullable String address) {
    long lifted;
    try {
      lifted = address == null ? process.bans().liftAll() : liftOne(process, address);
    } catch (IllegalArgumentException refused) {
      output.warn(Printable.of(String.valueOf(refused.getMessage())));
      return ExitStatus.WRONG;
    }
    if (json) {
      output.json(Json.object("pid", process.jvm().pid(), "client", address, "lifted", lifted));
    } else if (address == null) {
      output.say("bans that were lifted: " + lifted);
    } else {
      output.say(
          Printable.of(address) + (lifted > 0 ? " is not banned any more" : " was not banned"));
    }
    return ExitStatus.GOOD;
  }

  /** A ban may be on a network, of which its address stands for the whole; never on another one. */
  private static long liftOne(GuardedProcess process, String client) {
    String address = Words.addressOf(client);
    boolean isNetwork = !address.equals(client);
    if (isNetwork
        && process.bans().find(address).stream().noneMatch(ban -> ban.getClient().equals(client))) {
      return 0;
    }
    return process.bans().lift(address) ? 1 : 0;
  }
}
