package dev.drop444.runtime;

import dev.drop444.engine.check.Check;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Reference;
import dev.drop444.engine.config.Sources;
import dev.drop444.engine.explain.Explanation;
import dev.drop444.engine.explain.WrittenRequest;
import dev.drop444.engine.explain.WrittenResponse;
import dev.drop444.engine.gate.ResponseHead;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code java -jar drop444.jar}: gets into servers that run, and looks at configurations without
 * one. Exit status 0 if all is well, 1 if the configuration is wrong, 2 if the command was not
 * understood, and those of {@link dev.drop444.attach.Failure}.
 */
public final class CommandLine {

  private static final int GOOD = 0;
  private static final int WRONG = 1;
  private static final int NOT_UNDERSTOOD = 2;

  private static final String USAGE =
      "drop444 runs inside a server:\n"
          + "  java -javaagent:drop444.jar -jar your-server.jar\n"
          + "\n"
          + "Commands:\n"
          + "  list    the JVMs of this machine, and which of them drop444 guards\n"
          + "  attach  PID|NAME [--config FILE] [KEY=VALUE ...]\n"
          + "          guards a server that runs; where drop444 guards it already, gives it this\n"
          + "          configuration in place of the one before, and takes the place of another\n"
          + "          version. NAME is (part of) the main class or jar that list shows\n"
          + "  detach  PID|NAME\n"
          + "          leaves the server as it was\n"
          + "  check   [--config FILE] [KEY=VALUE ...]\n"
          + "          reads a configuration as the agent would, system properties and environment\n"
          + "          included, and tells what is wrong with it\n"
          + "  explain [--config FILE] [KEY=VALUE ...] [--client ADDRESS] [--port N] [--https]\n"
          + "          [--status N] 'GET /x HTTP/1.1' ['Name: value' ...]\n"
          + "          tells which rules are tried on a request, and what becomes of it;\n"
          + "          ADDRESS is where the connection comes from, 198.51.100.1 if left out;\n"
          + "          --status is what the application answers, for rules on the response\n"
          + "  --help     this and all settings\n"
          + "  --version  the version\n"
          + "\n"
          + "Exit status: 0 all is well, 1 the configuration is wrong, 2 not understood;\n"
          + "list, attach and detach: 3 no such JVM, 4 more than one, 5 another user's,\n"
          + "6 in a container, 7 started so that nobody can attach, 8 this Java cannot attach,\n"
          + "9 it failed in there.\n";

  private final PrintStream out;
  private final PrintStream err;
  private final List<String> settings = new ArrayList<>();
  private final List<String> rest = new ArrayList<>();
  private String client = "198.51.100.1";
  private int port;
  private int status;
  private boolean https;

  private CommandLine(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Called by the launcher, by name. */
  public static int run(String[] arguments) {
    return run(List.of(arguments), System.out, System.err);
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(out, err);
    try {
      return line.command(arguments);
    } catch (IllegalArgumentException notUnderstood) {
      err.println("drop444: " + notUnderstood.getMessage());
      err.println("Try: java -jar drop444.jar --help");
      return NOT_UNDERSTOOD;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private int command(List<String> arguments) {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    switch (command) {
      case "":
        out.print(USAGE);
        return GOOD;
      case "--help":
      case "-h":
      case "help":
        out.print(USAGE + "\n" + Reference.help());
        return GOOD;
      case "--version":
        out.println("drop444 " + JarIdentity.own().version());
        return GOOD;
      case "check":
        read(arguments.subList(1, arguments.size()), false);
        return check();
      case "explain":
        read(arguments.subList(1, arguments.size()), true);
        return explain();
      case "list":
        read(arguments.subList(1, arguments.size()), false);
        return new AttachCommands(out, err).list();
      case "attach":
      case "detach":
        return reach(command, arguments);
      default:
        throw new IllegalArgumentException("there is no command " + command);
    }
  }

  private void read(List<String> arguments, boolean request) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      boolean takesValue = List.of("--config", "--client", "--port", "--status").contains(argument);
      if (takesValue && i + 1 == arguments.size()) {
        throw new IllegalArgumentException(argument + " needs a value");
      }
      if (argument.equals("--config")) {
        // A server that is attached to has another working directory.
        Path file = Path.of(arguments.get(++i)).toAbsolutePath();
        settings.add(quoted("config", file.toString()));
      } else if (request && argument.equals("--client")) {
        client = arguments.get(++i);
      } else if (request && argument.equals("--port")) {
        port = number("a port", arguments.get(++i), 1, 65_535);
      } else if (request && argument.equals("--status")) {
        status = number("a status", arguments.get(++i), 200, 599);
      } else if (request && argument.equals("--https")) {
        https = true;
      } else if (argument.startsWith("--")) {
        throw new IllegalArgumentException("there is no option " + argument + " here");
      } else if (isSetting(argument)) {
        int equals = argument.indexOf('=');
        settings.add(quoted(argument.substring(0, equals), argument.substring(equals + 1)));
      } else if (request) {
        rest.add(argument);
      } else {
        throw new IllegalArgumentException("expected KEY=VALUE, not " + argument);
      }
    }
  }

  /** A request line and a header have a space or colon before any equals sign. */
  private static boolean isSetting(String argument) {
    int equals = argument.indexOf('=');
    return equals > 0
        && argument
            .substring(0, equals)
            .chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
  }

  /** In the notation of agent arguments, in which quotes keep commas together. */
  private static String quoted(String key, String value) {
    char quote = value.indexOf('"') < 0 ? '"' : '\'';
    if (value.indexOf(quote) >= 0) {
      throw new IllegalArgumentException("the value of " + key + " has both kinds of quotes");
    }
    return key + "=" + quote + value + quote;
  }

  private static int number(String of, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "expected " + of + " from " + least + " to " + most + ", not " + text);
  }

  private int reach(String command, List<String> arguments) {
    if (arguments.size() < 2 || arguments.get(1).startsWith("-") || isSetting(arguments.get(1))) {
      throw new IllegalArgumentException(command + " needs a process id or a name, see list");
    }
    String name = arguments.get(1);
    read(arguments.subList(2, arguments.size()), false);
    AttachCommands commands = new AttachCommands(out, err);
    if (command.equals("attach")) {
      return commands.attach(name, String.join(",", settings));
    }
    if (!settings.isEmpty()) {
      throw new IllegalArgumentException("detach takes no settings");
    }
    return commands.detach(name);
  }

  private Sources sources() {
    return Sources.ofProcess(String.join(",", settings));
  }

  private int check() {
    Check check = Check.of(sources());
    (check.isGood() ? out : err).print(check);
    return check.isGood() ? GOOD : WRONG;
  }

  private int explain() {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("explain needs a request line: 'GET /x HTTP/1.1'");
    }
    WrittenRequest request =
        WrittenRequest.of(client, port, https, rest.get(0), rest.subList(1, rest.size()));
    Loaded loaded = Configuration.load(sources());
    Configuration configuration = loaded.configuration().orElse(null);
    if (configuration == null) {
      loaded.problems().forEach(problem -> err.println("problem: " + problem));
      return WRONG;
    }
    ResponseHead response = status == 0 ? null : new WrittenResponse(status);
    out.print(Explanation.of(configuration, request, response));
    return GOOD;
  }
}
