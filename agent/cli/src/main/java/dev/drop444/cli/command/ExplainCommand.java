package dev.drop444.cli.command;

import dev.drop444.cli.output.Json;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Problem;
import dev.drop444.engine.explain.Explanation;
import dev.drop444.engine.explain.WrittenRequest;
import dev.drop444.engine.explain.WrittenResponse;
import dev.drop444.engine.gate.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "explain",
    header = "Tells which rules are tried on a request, and what becomes of it.",
    customSynopsis = {
      "explain [--config FILE] [KEY=VALUE ...]",
      "  [--client ADDRESS] [--port N] [--https] [--status N] [--json]",
      "  'GET /x HTTP/1.1' ['Name: value' ...]"
    })
final class ExplainCommand extends Command {

  @Mixin private Settings settings = new Settings();

  @Option(
      names = "--client",
      paramLabel = "ADDRESS",
      description = "Where the connection comes from; 198.51.100.1 if left out.")
  private String client = "198.51.100.1";

  @Option(names = "--port", paramLabel = "N", description = "Where it arrives.")
  private @Nullable String port;

  @Option(
      names = "--status",
      paramLabel = "N",
      description = "What the application answers, for rules on the response.")
  private @Nullable String status;

  @Option(names = "--https", description = "It comes over TLS.")
  private boolean https;

  @Option(names = "--json", description = "Writes an object.")
  private boolean json;

  @Parameters(
      paramLabel = "REQUEST",
      description = "Settings, a request line, and headers, each as one word.")
  private List<String> words = new ArrayList<>();

  ExplainCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    List<String> rest = settings.takeFrom(words);
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("explain needs a request line: 'GET /x HTTP/1.1'");
    }
    WrittenRequest request =
        WrittenRequest.of(
            client,
            port == null ? 0 : number("a port", port, 1, 65_535),
            https,
            rest.get(0),
            rest.subList(1, rest.size()));
    ResponseHead response =
        status == null ? null : new WrittenResponse(number("a status", status, 200, 599));
    Loaded loaded = Configuration.load(settings.sources());
    Configuration configuration = loaded.configuration().orElse(null);
    if (configuration == null) {
      wrong(loaded);
      return ExitStatus.WRONG;
    }
    Explanation explanation = Explanation.of(configuration, request, response);
    if (json) {
      output.json(
          Json.object(
              "drops", explanation.drops(),
              "decider", explanation.decider(),
              "lines", explanation.toString().lines().collect(Collectors.toList())));
    } else {
      output.print(explanation.toString());
    }
    return ExitStatus.GOOD;
  }

  private void wrong(Loaded loaded) {
    if (json) {
      output.json(
          Json.object(
              "problems",
              loaded.problems().stream().map(Problem::toString).collect(Collectors.toList())));
    } else {
      loaded.problems().forEach(problem -> output.warnText("problem: " + problem + "\n"));
    }
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
}
