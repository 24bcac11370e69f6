package dev.drop444.cli.command;

import dev.drop444.attach.AttachException;
import dev.drop444.attach.Failure;
import dev.drop444.attach.Jvm;
import dev.drop444.cli.output.Json;
import dev.drop444.cli.output.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
    name = "list",
    header = "The JVMs of this machine, and which of them drop444 guards.",
    customSynopsis = "list [--json]")
final class ListCommand extends MachineCommand {

  @Option(names = "--json", description = "Writes an array of objects.")
  private boolean json;

  ListCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    return onMachine(
        machine -> {
          List<Map<String, Object>> all = new ArrayList<>();
          String line = "%-8s %-24s %s";
          if (!json) {
            output.say(String.format(line, "PID", "GUARDED BY", "NAME"));
          }
          for (Jvm jvm : machine.jvms()) {
            String version = null;
            String problem = null;
            try {
              version = machine.version(jvm);
            } catch (AttachException unknown) {
              problem = word(unknown.failure());
            }
            all.add(object(jvm, version, problem));
            if (!json) {
              output.say(
                  String.format(
                      line, jvm.pid(), guard(version, problem), Printable.of(jvm.name())));
            }
          }
          if (json) {
            output.json(all);
          }
          return ExitStatus.GOOD;
        });
  }

  private static Map<String, Object> object(
      Jvm jvm, @Nullable String version, @Nullable String problem) {
    return Json.object(
        "pid",
        jvm.pid(),
        "name",
        jvm.name(),
        "guarded",
        version != null,
        "version",
        version,
        "problem",
        problem);
  }

  private static String guard(@Nullable String version, @Nullable String problem) {
    if (problem != null) {
      return "? (" + problem + ")";
    }
    return version == null ? "-" : "drop444 " + Printable.of(version);
  }

  private static String word(Failure failure) {
    return failure.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
