package dev.drop444.runtime;

import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Problem;
import dev.drop444.engine.config.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What runs in this process, as another version of drop444 sees it: that has other classes of the
 * same names, so all that passes is of the JDK. <strong>What is here stays</strong>; words can be
 * added, and the answer to a word that is not known is null.
 *
 * <table>
 * <caption>Words</caption>
 * <tr><td>{@code identity}</td><td>a {@code String}, the same for the same jar</td></tr>
 * <tr><td>{@code version}</td><td>a {@code String} to show</td></tr>
 * <tr><td>{@code configure}</td><td>with agent arguments, a {@code String}: puts them in force in
 *   place of the ones before and answers a {@code List} of {@code String}: {@code good} or {@code
 *   wrong}, then what is to be said</td></tr>
 * <tr><td>{@code leave-servers}</td><td>they are as they were, and nothing is decided any more</td></tr>
 * <tr><td>{@code bans}</td><td>with a {@code Consumer<String>}: shows it every ban as a line of a
 *   {@code ban-file}</td></tr>
 * <tr><td>{@code counts}</td><td>with a {@code Consumer<String>}: shows it all that was counted, as
 *   lines that a later version may understand</td></tr>
 * <tr><td>{@code account}</td><td>a {@code String} for the operator: what was counted</td></tr>
 * <tr><td>{@code manage}</td><td>has its MBeans registered now; {@code good}, or {@code wrong} and
 *   what is to be said</td></tr>
 * <tr><td>{@code close}</td><td>leaves the servers and ends all threads</td></tr>
 * </table>
 */
final class Running implements BiFunction<String, @Nullable Object, @Nullable Object> {

  static final String IDENTITY = "identity";
  static final String VERSION = "version";
  static final String CONFIGURE = "configure";
  static final String LEAVE_SERVERS = "leave-servers";
  static final String BANS = "bans";
  static final String COUNTS = "counts";
  static final String ACCOUNT = "account";
  static final String MANAGE = "manage";
  static final String CLOSE = "close";

  static final String GOOD = "good";
  static final String WRONG = "wrong";

  private final AgentRuntime runtime;

  Running(AgentRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  @SuppressWarnings("unchecked") // so it is documented
  public @Nullable Object apply(String word, @Nullable Object argument) {
    switch (word) {
      case IDENTITY:
        return runtime.jar().identity();
      case VERSION:
        return runtime.jar().version();
      case CONFIGURE:
        return configure((String) argument);
      case LEAVE_SERVERS:
        runtime.leaveServers();
        return null;
      case BANS:
        if (argument != null) {
          runtime.engine().writeBans((Consumer<String>) argument);
        }
        return null;
      case COUNTS:
        if (argument != null) {
          runtime.engine().ledger().write((Consumer<String>) argument);
        }
        return null;
      case ACCOUNT:
        return runtime.engine().counts().toString();
      case MANAGE:
        return manage();
      case CLOSE:
        runtime.close();
        return null;
      default:
        return null;
    }
  }

  private List<String> manage() {
    if (!runtime.engine().configuration().get(KeyTable.JMX)) {
      return List.of(WRONG, "jmx=false: it shows nothing over JMX");
    }
    if (!AgentRuntime.hasManagement()) {
      return List.of(WRONG, "its Java has no module java.management");
    }
    runtime.manage();
    return List.of(GOOD);
  }

  private List<String> configure(@Nullable String arguments) {
    Loaded loaded = Configuration.load(Sources.ofProcess(arguments));
    Configuration configuration = loaded.configuration().orElse(null);
    if (configuration == null) {
      return wrong(loaded);
    }
    List<String> answer = new ArrayList<>();
    answer.add(GOOD);
    for (String key : runtime.engine().reconfigure(configuration)) {
      answer.add("warning: " + key + " has changed, but counts only from the next start on");
    }
    answer.addAll(described(configuration));
    return answer;
  }

  /** The answer to a configuration with problems. */
  static List<String> wrong(Loaded loaded) {
    List<String> answer = new ArrayList<>();
    answer.add(WRONG);
    loaded.problems().forEach(problem -> answer.add("problem: " + problem));
    return answer;
  }

  /** What is to be said of a configuration that is in force. */
  static List<String> described(Configuration configuration) {
    List<String> lines =
        configuration.warnings().stream()
            .map(Problem::toString)
            .map("warning: "::concat)
            .collect(Collectors.toCollection(ArrayList::new));
    lines.add(configuration.toString());
    return lines;
  }
}
