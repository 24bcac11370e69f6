package dev.drop444.cli;

import dev.drop444.cli.command.ExitStatus;
import dev.drop444.cli.command.Output;
import dev.drop444.cli.command.Root;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code java -jar drop444.jar}: gets into servers that run, looks at what drop444 does there and
 * tells it what to do, and looks at configurations without a server. Its exit status is an {@link
 * ExitStatus}.
 */
public final class Console {

  private Console() {}

  /** Called by the launcher, by name. */
  public static int run(String[] arguments) {
    return run(List.of(arguments), System.out, System.err);
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    CommandLine line = Root.commandLine(new Output(out, err), arguments);
    IParameterExceptionHandler notUnderstood =
        (wrong, words) -> notUnderstood(err, wrong.getCommandLine(), sentence(wrong));
    IExecutionExceptionHandler failed = (why, command, parsed) -> failed(err, command, why);
    line.setParameterExceptionHandler(notUnderstood).setExecutionExceptionHandler(failed);
    line.setOut(writer(out)).setErr(writer(err));
    try {
      return line.execute(arguments.toArray(String[]::new));
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  private static String sentence(ParameterException wrong) {
    if (wrong instanceof MissingParameterException) {
      MissingParameterException missing = (MissingParameterException) wrong;
      return missing.getMissing().isEmpty()
          ? message(wrong)
          : name(missing.getMissing().get(0)) + " needs a value";
    }
    if (wrong instanceof UnmatchedArgumentException) {
      UnmatchedArgumentException unmatched = (UnmatchedArgumentException) wrong;
      String word = unmatched.getUnmatched().get(0);
      List<String> suggestions = unmatched.getSuggestions();
      boolean isRoot = wrong.getCommandLine().getParent() == null;
      return (word.startsWith("-")
              ? "there is no option "
              : isRoot ? "there is no command " : "not understood: ")
          + word
          + (suggestions.isEmpty() ? "" : "; " + String.join(" or ", suggestions) + "?");
    }
    return message(wrong);
  }

  private static String message(Exception wrong) {
    return String.valueOf(wrong.getMessage());
  }

  private static String name(CommandLine.Model.ArgSpec argument) {
    return argument.isOption()
        ? ((CommandLine.Model.OptionSpec) argument).longestName()
        : argument.paramLabel();
  }

  private static int failed(PrintStream err, CommandLine command, Exception why) {
    if (why instanceof IllegalArgumentException) {
      return notUnderstood(err, command, message(why));
    }
    err.println("drop444: this failed, and should not have:");
    why.printStackTrace(err);
    return ExitStatus.FAILED;
  }

  private static int notUnderstood(PrintStream err, CommandLine command, String sentence) {
    boolean isRoot = command.getParent() == null;
    err.println("drop444: " + sentence.lines().findFirst().orElse(""));
    err.println(
        "Try: java -jar drop444.jar " + (isRoot ? "--help" : command.getCommandName() + " --help"));
    return ExitStatus.NOT_UNDERSTOOD;
  }
}
