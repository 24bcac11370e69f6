package dev.drop444.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/**
 * A command. Answers its exit status; throws {@code IllegalArgumentException} with a sentence if it
 * is not understood. For one use.
 */
public abstract class Command implements Callable<Integer> {

  final Output output;

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  private boolean help;

  Command(Output output) {
    this.output = output;
  }
}
