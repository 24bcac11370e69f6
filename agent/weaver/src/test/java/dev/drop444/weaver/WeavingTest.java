package dev.drop444.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Hook.Skip;
import dev.drop444.weaver.sample.Gates;
import dev.drop444.weaver.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Weaves a class of each shape and runs it: linked, dropping, failing, switched off and never
 * linked.
 */
class WeavingTest {

  private static final String SERVER = "dev.drop444.weaver.server.Server";

  private final Gates gates = new Gates();
  private final List<String> failures = new ArrayList<>();
  private Bridge bridge;
  private Linker linker;

  @BeforeEach
  void link() throws Exception {
    bridge = Bridge.present();
    Watch watch =
        new Watch() {
          @Override
          public void guarded(String component, String version) {}

          @Override
          public void leftAlone(String component, String version, String reason) {}

          @Override
          public void failed(String where, Throwable failure) {
            failures.add(where + ": " + failure.getMessage());
          }
        };
    ServerFamily family =
        new ServerFamily() {
          @Override
          public String name() {
            return "sample";
          }

          @Override
          public List<Component> components() {
            return List.of();
          }

          @Override
          public String advicePackage() {
            return "dev.drop444.weaver.advice";
          }
        };
    Instrumentation unused =
        (Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError(method + " is not needed on the class path");
                });
    linker =
        new Linker(
            bridge,
            new ServerLoaders(unused, Map.of("sample", family), Gates.class, name -> gates),
            watch);
    bridge.setLinker(linker);
  }

  @AfterEach
  void unlink() throws Exception {
    bridge.setLinker(null);
  }

  private static Hook hook(String method, Point point, String advice) {
    return Hook.in(SERVER, method, null).call(point, "Advice", advice);
  }

  /** A copy of the sample server, woven, in a loader of its own, as servers have. */
  private static Object woven(Hook... hooks) throws Exception {
    byte[] classFile;
    try (InputStream in =
        WeavingTest.class.getResourceAsStream("/" + SERVER.replace('.', '/') + ".class")) {
      classFile = in.readAllBytes();
    }
    byte[] woven = new AsmClassWeaver().weave("sample", classFile, Arrays.asList(hooks));
    ClassLoader loader =
        new ClassLoader(WeavingTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(SERVER)) {
              return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defineClass(name, woven, 0, woven.length) : loaded;
          }
        };
    return loader.loadClass(SERVER).getConstructor().newInstance();
  }

  private static Object call(Object server, String name, Object... arguments) throws Throwable {
    for (Method method : server.getClass().getMethods()) {
      if (method.getName().equals(name)) {
        try {
          return method.invoke(server, arguments);
        } catch (InvocationTargetException thrown) {
          throw thrown.getCause();
        }
      }
    }
    throw new AssertionError("no method " + name);
  }

  private static int served(Object server) throws Exception {
    return server.getClass().getField("served").getInt(server);
  }

  @Test
  void enterSeesReceiverAndArgumentsAndPassesByDefault() throws Throwable {
    Object server = woven(hook("accept", Point.ENTER, "accept").skipping(Skip.TRUE));
    assertThat(call(server, "accept", 5L, "peer")).isEqualTo(false);
    assertThat(served(server)).isEqualTo(1);
    assertThat(gates.seen).containsExactly("accept 5 peer");
  }

  @Test
  void enterSkipsTheBodyAndReturnsWhatTheHookSays() throws Throwable {
    gates.drop = true;
    Object accept = woven(hook("accept", Point.ENTER, "accept").skipping(Skip.TRUE));
    assertThat(call(accept, "accept", 5L, "peer")).isEqualTo(true);
    assertThat(served(accept)).isZero();

    Object byAdvice = woven(hook("state", Point.ENTER, "state").skipping(Skip.ADVICE));
    assertThat(call(byAdvice, "state", 0.5)).isEqualTo("closed");

    Object byDefault = woven(hook("state", Point.ENTER, "state"));
    assertThat(call(byDefault, "state", 0.5)).isNull();

    Object nothing = woven(hook("handle", Point.ENTER, "handle"));
    call(nothing, "handle", "/broken");
    assertThat(served(nothing)).isZero();
  }

  @Test
  void returnReplacesTheResult() throws Throwable {
    Object server = woven(hook("parse", Point.RETURN, "parsed"));
    assertThat(call(server, "parse", 3)).isEqualTo(3L);
    gates.drop = true;
    assertThat(call(server, "parse", 3)).isEqualTo(-7L);
    assertThat(gates.seen).containsExactly("parsed 3 3", "parsed 3 3");
  }

  @Test
  void raiseThrowsInPlaceOfReturning() throws Throwable {
    Object server =
        woven(hook("parse", Point.RAISE, "parseRaise"), hook("handle", Point.RAISE, "handled"));
    assertThat(call(server, "parse", 3)).isEqualTo(3L);
    call(server, "handle", "/");
    gates.drop = true;
    assertThatThrownBy(() -> call(server, "parse", 3)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> call(server, "handle", "/")).hasMessage("dropped");
  }

  @Test
  void throwReplacesWhatIsThrownAndLeavesItOtherwise() throws Throwable {
    Object server = woven(hook("handle", Point.THROW, "handleFailed"));
    assertThatThrownBy(() -> call(server, "handle", "/broken")).hasMessage("broken");
    call(server, "handle", "/");
    gates.drop = true;
    assertThatThrownBy(() -> call(server, "handle", "/broken")).hasMessage("quiet");
    assertThat(gates.seen).containsExactly("failed broken", "failed broken");
  }

  @Test
  void callResultReplacesWhatAnInnerCallReturned() throws Throwable {
    Object server =
        woven(
            hook("next", Point.CALL_RESULT, "taken")
                .after("java.util.Deque", "poll", "()Ljava/lang/Object;"));
    @SuppressWarnings("unchecked")
    Deque<String> queue = (Deque<String>) server.getClass().getField("queue").get(server);
    queue.add("one");
    queue.add("two");
    assertThat(call(server, "next")).isEqualTo("one");
    gates.drop = true;
    assertThat(call(server, "next")).isEqualTo("nothing");
  }

  @Test
  void staticReadReplacesWhatEveryReadOfAFieldGives() throws Throwable {
    Object server =
        woven(
            hook("greet", Point.STATIC_READ, "greeting")
                .reading(SERVER, "greeting", "Ljava/lang/String;"));
    assertThat(call(server, "greet", "you")).isEqualTo("hello you, hello");
    assertThat(gates.seen).containsExactly("greeting hello", "greeting hello");
    gates.drop = true;
    assertThat(call(server, "greet", "you")).isEqualTo("go you, go");
    gates.fail = true;
    assertThat(call(server, "greet", "you")).isEqualTo("hello you, hello");
  }

  @Test
  void staticMethodsHaveNoReceiver() throws Throwable {
    Object server = woven(hook("twice", Point.RETURN, "doubled"));
    assertThat(call(server, "twice", 4)).isEqualTo(8);
    gates.drop = true;
    assertThat(call(server, "twice", 4)).isEqualTo(0);
  }

  @Test
  void aFailingAdvicePassesAndIsReportedAndSwitchedOffInTheEnd() throws Throwable {
    gates.drop = true;
    gates.fail = true;
    Object server = woven(hook("accept", Point.ENTER, "accept").skipping(Skip.TRUE));
    for (int i = 0; i < Breaker.TOLERATED + 20; i++) {
      assertThat(call(server, "accept", 5L, "peer")).isEqualTo(false);
    }
    assertThat(served(server)).isEqualTo(Breaker.TOLERATED + 20);
    assertThat(gates.seen).hasSize(Breaker.TOLERATED);
    assertThat(failures)
        .hasSize(Breaker.TOLERATED + 1)
        .startsWith("sample/Advice#accept: advice failed")
        .endsWith("sample/Advice#accept: switched off after 100 failures");
  }

  @Test
  void aMissingAdviceLeavesTheSiteInert() throws Throwable {
    Object server =
        woven(
            hook("accept", Point.ENTER, "noSuchMethod"),
            hook("parse", Point.RETURN, "noSuchMethod"));
    assertThat(call(server, "accept", 5L, "peer")).isEqualTo(false);
    assertThat(call(server, "parse", 3)).isEqualTo(3L);
    assertThat(failures).hasSize(2);
  }

  @Test
  void withoutALinkerTheServerBehavesAsIfItWereNotWoven() throws Throwable {
    bridge.setLinker(null);
    gates.drop = true;
    Object server =
        woven(
            hook("accept", Point.ENTER, "accept").skipping(Skip.TRUE),
            hook("parse", Point.RETURN, "parsed"),
            hook("parse", Point.RAISE, "parseRaise"),
            hook("handle", Point.THROW, "handleFailed"));
    assertThat(call(server, "accept", 5L, "peer")).isEqualTo(false);
    assertThat(call(server, "parse", 3)).isEqualTo(3L);
    assertThatThrownBy(() -> call(server, "handle", "/broken")).hasMessage("broken");
    assertThat(gates.seen).isEmpty();
  }

  @Test
  void disarmingTurnsLinkedSitesInert() throws Throwable {
    gates.drop = true;
    Object server = woven(hook("accept", Point.ENTER, "accept").skipping(Skip.TRUE));
    assertThat(call(server, "accept", 5L, "peer")).isEqualTo(true);
    linker.disarm();
    assertThat(call(server, "accept", 5L, "peer")).isEqualTo(false);
    assertThat(served(server)).isEqualTo(1);
  }

  @Test
  void aHookThatDoesNotFitFailsTheWholeClass() {
    assertThatThrownBy(
            () -> woven(hook("accept", Point.ENTER, "accept"), hook("gone", Point.ENTER, "x")))
        .isInstanceOf(ClassWeaver.HookNotFoundException.class)
        .hasMessageContaining("Server#gone");
    assertThatThrownBy(
            () ->
                woven(
                    hook("next", Point.CALL_RESULT, "taken")
                        .after("java.util.Deque", "pop", "()Ljava/lang/Object;")))
        .isInstanceOf(ClassWeaver.HookNotFoundException.class);
    assertThatThrownBy(
            () ->
                woven(
                    hook("greet", Point.STATIC_READ, "greeting")
                        .reading(SERVER, "served", "Ljava/lang/String;")))
        .isInstanceOf(ClassWeaver.HookNotFoundException.class);
  }

  @Test
  void adviceOfOneServerSharesWhatItAsksForInItsConstructor() throws Throwable {
    Hook counting = Hook.in(SERVER, "accept", null).call(Point.ENTER, "CountingAdvice", "accept");
    Hook telling = Hook.in(SERVER, "parse", null).call(Point.RETURN, "TellingAdvice", "parsed");
    Object one = woven(counting, telling);
    Object two = woven(counting, telling);
    call(one, "accept", 1L, "peer");
    call(one, "accept", 1L, "peer");
    assertThat(call(one, "parse", 9)).isEqualTo(2L);
    assertThat(call(two, "parse", 9)).isEqualTo(0L);
    assertThat(failures).isEmpty();
  }

  @Test
  void adviceOfOneCopyOfAServerSharesWhatItsConstructorsName() throws Throwable {
    Hook first = Hook.in(SERVER, "state", null).call(Point.ENTER, "OtherAdvice", "state");
    Hook second = Hook.in(SERVER, "state", null).call(Point.ENTER, "ThirdAdvice", "stateAgain");
    Object one = woven(first, second);
    Object two = woven(first, second);
    call(one, "state", 0.5);
    call(one, "state", 0.5);
    call(two, "state", 0.5);
    assertThat(failures).isEmpty();
    assertThat(gates.seen)
        .containsExactly(
            "state 0.5 no 1",
            "again, no 2",
            "state 0.5 no 3",
            "again, no 4",
            "state 0.5 no 1",
            "again, no 2");
  }

  @Test
  void eachCopyOfAServerHasItsOwnAdvice() throws Throwable {
    Hook hook = hook("accept", Point.ENTER, "accept");
    Object one = woven(hook);
    Object two = woven(hook);
    call(one, "accept", 1L, "peer");
    call(two, "accept", 2L, "peer");
    assertThat(one.getClass()).isNotSameAs(two.getClass()).isNotSameAs(Server.class);
    assertThat(gates.seen).containsExactly("accept 1 peer", "accept 2 peer");
  }
}
