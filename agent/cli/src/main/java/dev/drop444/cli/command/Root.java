package dev.drop444.cli.command;

import dev.drop444.engine.config.Reference;
import dev.drop444.identity.JarIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** The whole command line, ready to parse. */
  public static CommandLine commandLine(Output output) {
    CommandLine root = new CommandLine(new Root(output));
    CommandLine help = new CommandLine(new HelpCommand(output));
    List<Command> ofFiles = new ArrayList<>();
    ofFiles.add(new CheckCommand(output));
    ofFiles.add(new ExplainCommand(output));
    ofFiles.add(new ReportCommand(output));
    ofFiles.add(new CompletionCommand(output));
    List<Command> ofProcesses =
        List.of(
            new ListCommand(output),
            new AttachCommand(output),
            new DetachCommand(output),
            new StatusCommand(output),
            new TopCommand(output),
            new BansCommand(output),
            new BanCommand(output),
            new UnbanCommand(output),
            new ModeCommand(output),
            new ReloadCommand(output));
    ofProcesses.forEach(command -> add(root, command, ExitStatus.ofProcesses()));
    ofFiles.forEach(command -> add(root, command, ExitStatus.ofFiles()));
    root.addSubcommand(help);
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

  private static void add(CommandLine root, Command command, Map<String, String> statuses) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec()
        .usageMessage()
        .synopsisHeading("Usage: java -jar drop444.jar ")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .exitCodeListHeading("%nExit status:%n")
        .exitCodeList(statuses);
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
