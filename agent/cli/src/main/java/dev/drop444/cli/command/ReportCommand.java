package dev.drop444.cli.command;

import dev.drop444.cli.output.Printable;
import dev.drop444.report.ProgressBar;
import dev.drop444.report.Report;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "report",
    header = "Makes a page of what drop logs say: one file, to be opened in a browser.",
    description = {
      "What was dropped over time and by which rule, the worst clients, paths and user agents, and"
          + " what looks like a mistake. Logs are text or JSON, plain or gzip, in any order."
    },
    customSynopsis = "report LOG... -o FILE")
final class ReportCommand extends Command {

  @Parameters(paramLabel = "LOG", description = "Drop logs; - is standard input.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The page, as report.html; what was there is replaced.")
  private @Nullable Path page;

  ReportCommand(Output output) {
    super(output);
  }

  @Override
  public Integer call() {
    if (page == null) {
      throw new IllegalArgumentException("report needs -o FILE, where the page goes");
    }
    List<Path> logs = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("-") && !word.equals("-")) {
        throw new IllegalArgumentException("there is no option " + word + " here");
      }
      logs.add(Path.of(word));
    }
    if (logs.isEmpty()) {
      throw new IllegalArgumentException("report needs a drop log");
    }
    return write(logs, page);
  }

  private int write(List<Path> logs, Path to) {
    try {
      Report report;
      try (ProgressBar bar = ProgressBar.ofProcess()) {
        report = Report.of(logs, bar);
      }
      report.writeTo(to);
      output.say(
          Printable.of(
              to
                  + ": requests and connections "
                  + report.decisions()
                  + ", lines that are none of a drop log "
                  + report.notUnderstood()));
      return ExitStatus.GOOD;
    } catch (IOException failed) {
      output.warn(Printable.of(sentence(failed)));
      return ExitStatus.FAILED;
    }
  }

  private static String sentence(IOException failed) {
    if (failed instanceof FileSystemException
        && ((FileSystemException) failed).getReason() == null) {
      return failed.getClass().getSimpleName() + ": " + failed.getMessage();
    }
    return String.valueOf(failed.getMessage());
  }
}
