package dev.drop444.cli.command;

import dev.drop444.engine.config.Reference;
import dev.drop444.identity.JarIdentity;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is there without the name of a command: help, and the version. */
@CommandLine.Command(
    name = Root.NAME,
    description = {
      "drop444 runs inside a server:",
      "  java -javaagent:drop444.jar -jar your-server.jar",
      "",
      "The commands look at servers that run, and at configurations without one."
    },
    descriptionHeading = "",
    customSynopsis = "COMMAND ...",
    synopsisHeading = "%nUsage: java -jar drop444.jar ",
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n")
public final class Root implements Callable<Integer> {

  static final String NAME = "drop444";

  /** In the order of the help, which has {@code completion} and {@code help} after them. */
  private static final List<String> OF_PROCESSES =
      List.of(
          "list", "attach", "detach", "status", "top", "bans", "ban", "unban", "mode", "reload");

  private static final List<String> OF_FILES = List.of("check", "explain", "report");

  private final Output output;

  @Option(
      names = {"-h", "--help"},
      description = "Shows this, and all settings.")
  private boolean help;

  @Option(names = "--version", description = "Tells the version.")
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Root(Output output) {
    this.output = output;
  }

  /**
   * A command line that can parse these words. If the first of them names a command that needs no
   * other, that one is there alone: to read the annotations of all takes longer than what most
   * commands do. Otherwise all are, to be listed or suggested.
   */
  public static CommandLine commandLine(Output output, List<String> words) {
    CommandLine root = new CommandLine(new Root(output));
    String first = words.isEmpty() ? "" : words.get(0);
    boolean isAlone = OF_PROCESSES.contains(first) || OF_FILES.contains(first);
    for (String name : isAlone ? List.of(first) : OF_PROCESSES) {
      add(root, command(name, output));
    }
    if (!isAlone) {
      OF_FILES.forEach(name -> add(root, command(name, output)));
      add(root, new CompletionCommand(output));
      root.addSubcommand(new CommandLine(new HelpCommand(output)));
    }
    root.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit status:%n")
        .exitCodeList(ExitStatus.ofProcesses());
    // A word may begin with @, and a request line may hold quotes.
    root.setExpandAtFiles(false);
    root.setUsageHelpAutoWidth(true);
    // Headers may begin with a dash; commands tell themselves what is no option of theirs.
    root.setUnmatchedOptionsArePositionalParams(true);
    return root;
  }

  private static Command command(String name, Output output) {
    switch (name) {
      case "list":
        return new ListCommand(output);
      case "attach":
        return new AttachCommand(output);
      case "detach":
        return new DetachCommand(output);
      case "status":
        return new StatusCommand(output);
      case "top":
        return new TopCommand(output);
      case "bans":
        return new BansCommand(output);
      case "ban":
        return new BanCommand(output);
      case "unban":
        return new UnbanCommand(output);
      case "mode":
        return new ModeCommand(output);
      case "reload":
        return new ReloadCommand(output);
      case "check":
        return new CheckCommand(output);
      case "explain":
        return new ExplainCommand(output);
      case "report":
        return new ReportCommand(output);
      default:
        throw new IllegalArgumentException("there is no command " + name);
    }
  }

  private static void add(CommandLine root, Command command) {
    CommandLine line = new CommandLine(command);
    boolean isOfProcesses = OF_PROCESSES.contains(line.getCommandName());
    line.getCommandSpec()
        .usageMessage()
        .synopsisHeading("Usage: java -jar drop444.jar ")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .exitCodeListHeading("%nExit status:%n")
        .exitCodeList(isOfProcesses ? ExitStatus.ofProcesses() : ExitStatus.ofFiles());
    root.addSubcommand(line);
  }

  @Override
  public Integer call() {
    if (version) {
      output.say("drop444 " + JarIdentity.ownVersion());
    } else {
      CommandLine line = spec.commandLine();
      output.print(help ? fullHelp(line) : line.getUsageMessage());
    }
    return ExitStatus.GOOD;
  }

  /** The commands, then all settings. */
  static String fullHelp(CommandLine root) {
    return root.getUsageMessage() + "\n" + Reference.help();
  }
}
