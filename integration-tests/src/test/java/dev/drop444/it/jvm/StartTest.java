package dev.drop444.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.it.app.EmptyMain;
import dev.drop444.it.clients.Caller;
import dev.drop444.it.process.JavaRun;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Request;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is loaded before the application's main: a server may insist on setting up logging, JMX or
 * file systems itself (WildFly and its log manager).
 */
class StartTest {

  private static final Setup LISTS_CLASSES =
      Setup.agent("class-load").option("-Xlog:class+load:stdout:none");

  /** Of the VM itself, of its libraries ({@code WARNING: }), and of its unified logging. */
  private static final Pattern JVM_WARNING =
      Pattern.compile("VM warning: |^WARNING: |^\\[[\\d.,]+m?s\\]\\[(warning|error)");

  /** Not even where a rule will ask for heap and CPU. */
  @Test
  void loadsNothingThatTheApplicationMayWantToBeFirstAt() {
    assertThat(loadedOnlyWith(LISTS_CLASSES.with("preset", "standard,overload")))
        .as("the agent is there at all")
        .anyMatch(name -> name.startsWith("dev.drop444.launcher."))
        .noneMatch(name -> name.startsWith("java.util.logging."))
        .noneMatch(name -> name.startsWith("sun.util.logging."))
        .noneMatch(name -> name.startsWith("java.lang.management."))
        .noneMatch(name -> name.startsWith("javax.management."))
        .noneMatch(name -> name.startsWith("com.sun.jmx."))
        .noneMatch(name -> name.startsWith("java.util.concurrent.ForkJoin"))
        .noneMatch(name -> name.startsWith("java.nio.file.spi.FileSystemProvider$"))
        .noneMatch(name -> name.startsWith("jdk.nio.zipfs."));
  }

  @Test
  void leavesItsLibrariesForLater() {
    Setup rules =
        LISTS_CLASSES
            .with("deny", "192.0.2.0/24")
            .with("rule.probes.path", "/.env,/.git/**,*.php")
            .with("rule.probes.action", "ban");
    for (Setup setup : List.of(LISTS_CLASSES, rules)) {
      assertThat(loadedOnlyWith(setup))
          .anyMatch(name -> name.startsWith("dev.drop444.engine."))
          // A type that the verifier looks at is not a library at work.
          .noneMatch(name -> name.equals("org.objectweb.asm.ClassReader"))
          .noneMatch(name -> name.equals("com.github.benmanes.caffeine.cache.Caffeine"))
          .noneMatch(name -> name.startsWith("ch.qos.logback."));
    }
  }

  @Test
  void saysNothingToAnApplicationThatIsNoServer() {
    JavaRun run = JavaRun.of(Setup.agent("silent"), EmptyMain.class);
    assertThat(run.exit()).isZero();
    assertThat(run.errors()).isEmpty();
    assertThat(run.output()).isEqualTo("main was reached" + System.lineSeparator());
  }

  static List<Server> servers() {
    return Servers.families();
  }

  /**
   * What the JVM warns of differs from version to version: of {@code Unsafe}, native access, class
   * data sharing, agents. Nothing of it may be on our account, also not when we have had to do all
   * that we can.
   */
  @ParameterizedTest
  @MethodSource("servers")
  void drawsNoWarningOfTheJvm(Server kind) {
    List<String> bare = warnings(kind, Setup.BARE.named("warnings-bare"), "200");
    Setup setup =
        Setup.agent("warnings")
            .with("preset", "standard,overload")
            .with("spare-loopback", "false")
            .with("rule.trap.path", "/trap/**")
            .with("rule.trap.action", "ban");
    assertThat(warnings(kind, setup, Caller.SILENCE)).isEqualTo(bare);
  }

  private static List<String> warnings(Server kind, Setup setup, String toScanners) {
    try (ServerProcess server = ServerProcess.start(kind, setup)) {
      Caller visitor = new Caller("127.0.63.1", server.plainPort());
      assertThat(visitor.get("/hello")).isEqualTo("200");
      assertThat(visitor.ask(Request.get("/hello").with("User-Agent", "sqlmap/1.8")))
          .isEqualTo(toScanners);
      assertThat(new Caller("127.0.63.2", server.plainPort()).get("/trap/x"))
          .isEqualTo(setup.agent() ? Caller.SILENCE : "404");
      assertThat(visitor.get("/hello")).isEqualTo("200");
      return server.log().since(0).stream()
          .filter(line -> JVM_WARNING.matcher(line).find())
          .toList();
    }
  }

  /** The classes that are loaded before main, less those of a JVM without the agent. */
  private static Set<String> loadedOnlyWith(Setup setup) {
    Set<String> loaded = loadedBeforeMain(setup);
    Set<String> without =
        loadedBeforeMain(
            Setup.BARE.named("class-load-bare").option("-Xlog:class+load:stdout:none"));
    assertThat(without).isNotEmpty();
    loaded.removeAll(without);
    return loaded;
  }

  private static Set<String> loadedBeforeMain(Setup setup) {
    JavaRun run = JavaRun.of(setup, EmptyMain.class);
    assertThat(run.exit()).as(run.errors()).isZero();
    assertThat(run.output()).contains(EmptyMain.class.getName() + " source:");
    return run.output()
        .lines()
        .takeWhile(line -> !line.startsWith(EmptyMain.class.getName() + " source:"))
        .filter(line -> line.contains(" source:"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
