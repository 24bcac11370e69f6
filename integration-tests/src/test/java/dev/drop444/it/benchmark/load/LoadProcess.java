package dev.drop444.it.benchmark.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.drop444.it.process.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * A running process of clients, which keeps from one job to the next what its compiler has learnt.
 * Ends with {@link #close}, or by itself when this JVM is gone. Confined to one thread.
 */
public final class LoadProcess implements AutoCloseable {

  private final Process process;
  private final PrintWriter jobs;
  private final BufferedReader tallies;

  private LoadProcess(Process process) {
    this.process = process;
    this.jobs = new PrintWriter(process.getOutputStream(), true, US_ASCII);
    this.tallies = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
  }

  /** Starts one. */
  public static LoadProcess start() {
    List<String> command =
        List.of(
            Surroundings.java().toString(),
            "-Xms256m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            classes().toString(),
            LoadMain.class.getName());
    try {
      return new LoadProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path classes() {
    try {
      return Path.of(LoadMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has a job done, and waits for its end. */
  public Tally run(Job job) {
    begin(job);
    return end();
  }

  /** Has a job begun; {@link #end} must follow. */
  public void begin(Job job) {
    jobs.println(job.line());
  }

  /** Waits for the end of the job that was begun last. */
  public Tally end() {
    try {
      String line = tallies.readLine();
      if (line == null) {
        throw new IllegalStateException("The clients are gone");
      }
      return Tally.parse(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Ends the process at once and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
