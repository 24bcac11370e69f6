package dev.drop444.report.mistake;

import dev.drop444.report.count.ClientFile;
import dev.drop444.report.count.Digest;
import dev.drop444.report.count.RuleTally;
import dev.drop444.report.mistake.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mistakes that show in what one client did, or many did alike. */
final class ClientFindings {

  private static final int FEWEST_LINES = 2;
  private static final int MOST_LINES = 4;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int MANY_CLIENTS = 10;
  private static final int MOST_PERCENT = 80;
  private static final int FEW_EXAMPLES = 3;

  private ClientFindings() {}

  /** Clients with very few drops over a long time. */
  static List<Finding> light(Digest digest) {
    Map<Integer, List<ClientFile>> byRule = new HashMap<>();
    for (ClientFile file : digest.files().all()) {
      if (file.onlyRule() >= 0 && isLight(file)) {
        byRule.computeIfAbsent(file.onlyRule(), any -> new ArrayList<>()).add(file);
      }
    }
    List<Finding> found = new ArrayList<>();
    byRule.forEach(
        (index, files) -> {
          RuleTally rule = digest.rules().all().get(index);
          if (!Suggestions.isMeant(rule)) {
            found.add(light(rule, files, digest.files().oneIn()));
          }
        });
    return found;
  }

  private static boolean isLight(ClientFile file) {
    return file.lines() >= FEWEST_LINES
        && file.lines() <= MOST_LINES
        && file.lastMillis() - file.firstMillis() >= HOUR_MILLIS
        && file.isBrowser()
        && !file.isProbe()
        && !file.banned()
        && !file.isSummed();
  }

  private static Finding light(RuleTally rule, List<ClientFile> files, long oneIn) {
    files.sort(
        Comparator.comparingLong((ClientFile file) -> file.firstMillis() - file.lastMillis())
            .thenComparing(ClientFile::address));
    return new Finding(
        Kind.LIGHT,
        true,
        files.size(),
        rule.name(),
        " hit "
            + about(oneIn)
            + Findings.times(files.size() * oneIn, "client")
            + " a few times only, over hours",
        "Two to four drops each, an hour or more from the first to the last, a browser's name, no"
            + " ban, and nothing that scanners ask for. Who attacks does more, and faster.",
        examples(files),
        new Suggestions()
            .sparePath(rule, commonPath(files))
            .spareKind(rule)
            .allow(files.get(0).address())
            .watch(rule)
            .list());
  }

  /** Rules that hit many clients, nearly all of them once. */
  static List<Finding> once(Digest digest) {
    List<Finding> found = new ArrayList<>();
    for (RuleTally rule : digest.rules().all()) {
      List<ClientFile> once = new ArrayList<>();
      int all = 0;
      for (ClientFile file : digest.files().all()) {
        int lines = file.lines(rule.index());
        all += lines > 0 ? 1 : 0;
        if (lines == 1 && file.lines() == 1 && !file.banned() && !file.isSummed()) {
          once.add(file);
        }
      }
      if (all >= MANY_CLIENTS
          && once.size() * 100L >= all * (long) MOST_PERCENT
          && !Suggestions.isMeant(rule)) {
        found.add(once(rule, once, all, digest.files().oneIn()));
      }
    }
    return found;
  }

  private static Finding once(RuleTally rule, List<ClientFile> once, int all, long oneIn) {
    long probes = once.stream().filter(ClientFile::isProbe).count();
    long browsers = once.stream().filter(ClientFile::isBrowser).count();
    boolean likely = 2 * probes < once.size();
    once.sort(
        Comparator.comparing((ClientFile file) -> file.isProbe() || !file.isBrowser())
            .thenComparing(ClientFile::address));
    String path = commonPath(once);
    return new Finding(
        Kind.ONCE,
        likely,
        once.size(),
        rule.name(),
        " hit "
            + about(oneIn)
            + Findings.times(all * oneIn, "client")
            + ", "
            + once.size() * 100L / all
            + " % of them once and never again",
        likely
            ? browsers * 100L / once.size()
                + " % of those call themselves as browsers do. Visitors of a page that the rule did"
                + " not mean look like this, and so do scanners that change their address each time."
            : "Most of those asked for what scanners ask for: rather one scanner with many addresses"
                + " than a mistake.",
        examples(once),
        new Suggestions().sparePath(rule, likely ? path : null).spareKind(rule).watch(rule).list());
  }

  private static String about(long oneIn) {
    return oneIn == 1 ? "" : "about ";
  }

  /** The path that more than half of them asked for at last; null if there is none. */
  private static @Nullable String commonPath(List<ClientFile> files) {
    Map<String, Integer> counts = new HashMap<>();
    for (ClientFile file : files) {
      String target = file.target();
      if (target != null && 2 * counts.merge(target, 1, Integer::sum) > files.size()) {
        return target;
      }
    }
    return null;
  }

  private static List<Example> examples(List<ClientFile> files) {
    List<Example> examples = new ArrayList<>();
    for (ClientFile file : files.subList(0, Math.min(FEW_EXAMPLES, files.size()))) {
      String target = file.target();
      String request =
          target == null ? null : (file.method() == null ? "" : file.method() + " ") + target;
      examples.add(
          new Example(
              file.address(),
              file.lines(),
              file.firstMillis(),
              file.lastMillis(),
              request,
              file.userAgent(),
              null));
    }
    return examples;
  }
}
