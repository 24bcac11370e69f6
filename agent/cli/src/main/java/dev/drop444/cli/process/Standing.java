package dev.drop444.cli.process;

import dev.drop444.management.Decided;
import dev.drop444.management.Offender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How drop444 stands in a process at one time. Immutable. */
public final class Standing {

  private final long nanos;
  private final Reading guard;
  private final List<Reading> traffic;
  private final List<Decided> decisions;
  private final List<Offender> worst;
  private final @Nullable Long bans;

  Standing(
      long nanos,
      Reading guard,
      List<Reading> traffic,
      List<Decided> decisions,
      List<Offender> worst,
      @Nullable Long bans) {
    this.nanos = nanos;
    this.guard = guard;
    this.traffic = List.copyOf(traffic);
    this.decisions = List.copyOf(decisions);
    this.worst = List.copyOf(worst);
    this.bans = bans;
  }

  /** When that was, as {@code System.nanoTime} counts. */
  public long nanos() {
    return nanos;
  }

  /** As {@code GuardMXBean} has it. */
  public Reading guard() {
    return guard;
  }

  /** As {@code TrafficMXBean} has it, for each server. */
  public List<Reading> traffic() {
    return traffic;
  }

  /** All decisions so far. */
  public List<Decided> decisions() {
    return decisions;
  }

  /** Whether a decision changed nothing: somebody only watches. */
  public static boolean isWatched(Decided what) {
    return what.getAction().startsWith("would-");
  }

  /** How many decisions changed something, or nothing. */
  public long decided(boolean watched) {
    return decisions.stream()
        .filter(one -> isWatched(one) == watched)
        .mapToLong(Decided::getCount)
        .sum();
  }

  /** The clients that were hit most, the worst first. */
  public List<Offender> worst() {
    return worst;
  }

  /** The same, so that JSON can be made of it. */
  public List<Map<String, Object>> worstValues() {
    return worst.stream()
        .map(
            one ->
                Map.<String, Object>of(
                    "client", one.getClient(), "rule", one.getRule(), "count", one.getCount()))
        .collect(Collectors.toList());
  }

  /** How many clients are banned, null if that is not known. */
  public @Nullable Long bans() {
    return bans;
  }
}
