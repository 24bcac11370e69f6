package dev.drop444.it.benchmark.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * Does the jobs that come in on standard input, a line each, and writes a line about each to
 * standard output. Ends with its input, and so with whoever started it.
 */
public final class LoadMain {

  private LoadMain() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
      Job job = Job.parse(line);
      Tally tally =
          job.habit() == Job.Habit.VISIT ? new Visitors(job).run() : new Talkers(job).run();
      System.out.println(tally.line());
      System.out.flush();
    }
  }
}
