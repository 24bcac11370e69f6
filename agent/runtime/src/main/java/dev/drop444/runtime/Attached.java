package dev.drop444.runtime;

import dev.drop444.engine.Engine;
import dev.drop444.engine.config.Configuration;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.engine.config.Loaded;
import dev.drop444.engine.config.Mode;
import dev.drop444.engine.config.Sources;
import dev.drop444.identity.JarIdentity;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does what somebody wants who has attached to this process: starts what does not run, gives what
 * runs another configuration, replaces it if it came from another jar, or ends it. For one use.
 */
final class Attached {

  private final Instrumentation instrumentation;
  private final AgentProperties properties;
  private final JarIdentity jar = JarIdentity.own();
  private @Nullable BiFunction<String, @Nullable Object, @Nullable Object> running;

  @SuppressWarnings("unchecked") // so Running documents it
  Attached(Instrumentation instrumentation, @Nullable Object running) {
    this.instrumentation = instrumentation;
    this.properties = AgentProperties.of(instrumentation);
    this.running = (BiFunction<String, @Nullable Object, @Nullable Object>) running;
  }

  /**
   * Does it.
   *
   * @return what runs from now on, or null
   * @throws IllegalArgumentException if these are mere settings, and wrong
   */
  @Nullable Object obey(@Nullable String arguments)
      throws ReflectiveOperationException, IOException {
    Order order = Order.of(arguments);
    if (order == null) {
      List<String> answer = attach(arguments);
      if (answer.get(0).equals(Running.WRONG)) {
        throw new IllegalArgumentException(
            "drop444: nothing has changed. " + String.join("\n", answer.subList(1, answer.size())));
      }
      return running;
    }
    try {
      String text = properties.takePending(order.number) + order.text;
      switch (order.verb) {
        case Order.MORE:
          properties.keepPending(order.number, text);
          break;
        case Order.ATTACH:
          properties.reply(order.number, attach(Order.decode(text)));
          break;
        case Order.DETACH:
          properties.reply(order.number, detach());
          break;
        case Order.MANAGE:
          properties.reply(order.number, manage());
          break;
        default:
          properties.reply(order.number, List.of("failed", "no such order: " + order.verb));
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException failure) {
      properties.reply(order.number, List.of("failed", failure.toString()));
    }
    return running;
  }

  private List<String> attach(@Nullable String settings)
      throws ReflectiveOperationException, IOException {
    BiFunction<String, @Nullable Object, @Nullable Object> before = running;
    if (before != null && jar.identity().equals(before.apply(Running.IDENTITY, null))) {
      return configure(before, settings == null ? "" : settings);
    }
    Loaded loaded = Configuration.load(Sources.ofProcess(settings));
    Configuration configuration = loaded.configuration().orElse(null);
    if (configuration == null) {
      return Running.wrong(loaded);
    }
    List<String> answer = new ArrayList<>();
    answer.add(Running.GOOD);
    if (configuration.get(KeyTable.MODE) == Mode.OFF) {
      answer.add("mode=off: nothing is guarded");
      detach();
      return answer;
    }
    Engine engine = AgentRuntime.engine(configuration);
    answer.add(before == null ? "attached drop444 " + jar.version() : replace(before, engine));
    AgentRuntime fresh = AgentRuntime.install(jar, configuration, engine, instrumentation);
    running = new Running(fresh);
    List<String> servers = fresh.servers();
    answer.addAll(servers.isEmpty() ? List.of("no server that it knows is there yet") : servers);
    answer.addAll(Running.described(configuration));
    return answer;
  }

  @SuppressWarnings("unchecked") // so Running documents it
  private static List<String> configure(
      BiFunction<String, @Nullable Object, @Nullable Object> same, String settings) {
    List<String> answer = (List<String>) same.apply(Running.CONFIGURE, settings);
    if (answer == null) {
      return List.of("failed", "what runs there takes no other configuration");
    }
    if (answer.get(0).equals(Running.WRONG)) {
      return answer;
    }
    List<String> told = new ArrayList<>(answer);
    told.add(1, "drop444 " + same.apply(Running.VERSION, null) + " has another configuration now");
    return told;
  }

  /**
   * Ends what runs, and hands its bans and counts over. From here on nothing is guarded until we
   * are in.
   */
  private String replace(
      BiFunction<String, @Nullable Object, @Nullable Object> before, Engine engine) {
    Object version = before.apply(Running.VERSION, null);
    tell(before, Running.LEAVE_SERVERS, null);
    int[] bans = new int[1];
    Consumer<String> lines = line -> bans[0] += engine.readBan(line) ? 1 : 0;
    tell(before, Running.BANS, lines);
    Consumer<String> counts = engine.ledger()::read;
    tell(before, Running.COUNTS, counts);
    running = null;
    tell(before, Running.CLOSE, null);
    return "replaced drop444 "
        + version
        + " by "
        + jar.version()
        + ", bans that were carried over: "
        + bans[0];
  }

  private static void tell(
      BiFunction<String, @Nullable Object, @Nullable Object> whom,
      String word,
      @Nullable Object argument) {
    Object unused = whom.apply(word, argument);
  }

  /** Has what runs show itself over JMX, for the console. */
  @SuppressWarnings("unchecked") // so Running documents it
  private List<String> manage() {
    BiFunction<String, @Nullable Object, @Nullable Object> now = running;
    if (now == null) {
      return List.of("failed", "drop444 is not running there");
    }
    List<String> answer = (List<String>) now.apply(Running.MANAGE, null);
    return answer == null
        ? List.of("failed", "drop444 " + now.apply(Running.VERSION, null) + " is too old for that")
        : answer;
  }

  private List<String> detach() {
    BiFunction<String, @Nullable Object, @Nullable Object> before = running;
    if (before == null) {
      return List.of(Running.GOOD, "drop444 was not running there");
    }
    Object version = before.apply(Running.VERSION, null);
    tell(before, Running.LEAVE_SERVERS, null);
    Object account = before.apply(Running.ACCOUNT, null);
    running = null;
    tell(before, Running.CLOSE, null);
    String left = "detached drop444 " + version;
    return List.of(Running.GOOD, account == null ? left : left + ", which saw " + account);
  }
}
