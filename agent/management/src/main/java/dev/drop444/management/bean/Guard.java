package dev.drop444.management.bean;

import dev.drop444.engine.Engine;
import dev.drop444.engine.SelfTime;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.config.Problem;
import dev.drop444.management.Decided;
import dev.drop444.management.GuardMXBean;
import dev.drop444.management.Offender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The engine as a whole. */
final class Guard implements GuardMXBean {

  private static final int MOST_OFFENDERS = 50;
  private static final String CONFIGURED = "configured";

  private final Engine engine;
  private final String version;
  private final Supplier<List<String>> servers;

  Guard(Engine engine, String version, Supplier<List<String>> servers) {
    this.engine = engine;
    this.version = version;
    this.servers = servers;
  }

  @Override
  public String getVersion() {
    return version;
  }

  @Override
  public String getMode() {
    return word(engine.mode());
  }

  @Override
  public String getConfiguredMode() {
    return word(engine.configuration().get(KeyTable.MODE));
  }

  private static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public long getStartTime() {
    return engine.ledger().since();
  }

  @Override
  public String getConfiguration() {
    return engine.configuration().toString();
  }

  @Override
  public long getConfigurationTime() {
    return engine.configuredMillis();
  }

  @Override
  public List<String> getServers() {
    return servers.get();
  }

  @Override
  public long getConnections() {
    return engine.counts().connections();
  }

  @Override
  public long getRequests() {
    return engine.counts().requests();
  }

  @Override
  public long getMalformed() {
    return engine.counts().malformed();
  }

  @Override
  public long getOpenConnections() {
    return engine.counts().open();
  }

  @Override
  public List<Decided> getDecisions() {
    List<Decided> decided = new ArrayList<>();
    engine
        .ledger()
        .forEachDecision(
            (server, mode, gate, action, rule, count) ->
                decided.add(new Decided(server, mode, gate, action, rule, count.getAsLong())));
    return decided;
  }

  @Override
  public List<Offender> getWorstClients() {
    List<Offender> worst = new ArrayList<>();
    engine
        .ledger()
        .forEachOffender(
            MOST_OFFENDERS, (client, rule, times) -> worst.add(new Offender(client, rule, times)));
    return worst;
  }

  @Override
  public List<String> getLastLines() {
    return engine.lastLines();
  }

  @Override
  public long getFaults() {
    return engine.counts().faults().values().stream().mapToLong(count -> count).sum();
  }

  @Override
  public Map<String, Long> getFaultsByKind() {
    return new TreeMap<>(engine.counts().faults());
  }

  @Override
  public double getSelfTimeSeconds() {
    return engine.ledger().selfTimes().values().stream().mapToLong(SelfTime::nanos).sum() / 1e9;
  }

  @Override
  public String switchMode(String mode) {
    if (mode.equals(CONFIGURED)) {
      engine.switchMode(null);
      return getMode();
    }
    for (Mode each : Mode.values()) {
      if (word(each).equals(mode)) {
        engine.switchMode(each);
        return getMode();
      }
    }
    throw new IllegalArgumentException(
        "expected "
            + Arrays.stream(Mode.values()).map(Guard::word).collect(Collectors.joining(", "))
            + " or "
            + CONFIGURED
            + ", not "
            + mode);
  }

  @Override
  public List<String> reload() {
    Loaded loaded = engine.reload();
    Configuration fresh = loaded.configuration().orElse(null);
    if (fresh == null) {
      throw new IllegalArgumentException(
          loaded.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
    List<String> told = new ArrayList<>();
    fresh.warnings().forEach(warning -> told.add("warning: " + warning));
    told.add(fresh.toString());
    return told;
  }
}
