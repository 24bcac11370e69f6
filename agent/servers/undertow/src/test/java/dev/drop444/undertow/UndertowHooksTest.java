package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Gates;
import dev.drop444.weaver.Component;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.TrialWeaving;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hook has its place, and all advice links, in every version that we say we know. */
class UndertowHooksTest {

  static Stream<Arguments> jars() throws IOException {
    return Stream.concat(
        ServerJar.of("xnio-nio").stream().map(jar -> Arguments.of(jar, component("XNIO"))),
        ServerJar.of("undertow-core").stream()
            .map(jar -> Arguments.of(jar, component("Undertow"))));
  }

  private static Component component(String name) {
    return new UndertowFamily()
        .components().stream()
            .filter(component -> component.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void theJarsAreThere() throws IOException {
    assertThat(ServerJar.of("xnio-nio")).hasSizeGreaterThan(1);
    assertThat(ServerJar.of("undertow-core")).hasSizeGreaterThan(3);
    assertThat(ServerJar.of("undertow-servlet")).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyHookHasItsPlace(Path jar, Component component) throws Exception {
    try (ServerJar server = ServerJar.open(jar)) {
      for (Hook hook : hooksOf(server, component)) {
        if (!isInServlets(hook)) {
          TrialWeaving.weave("undertow", server.classFile(hook.className()), List.of(hook));
        }
      }
    }
  }

  /** Undertow's servlets are a jar of their own, which not every server has. */
  @ParameterizedTest
  @MethodSource("servletJars")
  void everyHookInServletsHasItsPlace(Path jar) throws Exception {
    List<Hook> hooks =
        component("Undertow").hooks().stream()
            .filter(UndertowHooksTest::isInServlets)
            .collect(Collectors.toList());
    assertThat(hooks).isNotEmpty();
    try (ServerJar servlets = ServerJar.open(jar)) {
      for (Hook hook : hooks) {
        TrialWeaving.weave("undertow", servlets.classFile(hook.className()), List.of(hook));
      }
    }
  }

  static List<Path> servletJars() throws IOException {
    return ServerJar.of("undertow-servlet");
  }

  private static boolean isInServlets(Hook hook) {
    return hook.className().startsWith("io.undertow.servlet.");
  }

  @ParameterizedTest
  @MethodSource("jars")
  void itsVersionIsReadAndSupported(Path jar, Component component) throws Exception {
    try (ServerJar server = ServerJar.open(jar)) {
      assertThat(String.valueOf(jar.getFileName()))
          .endsWith("-" + TrialWeaving.supportedVersion(server, component) + ".jar");
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void allAdviceLinksBesideIt(Path jar, Component component) throws Exception {
    try (ServerJar server = ServerJar.open(jar)) {
      for (Hook hook : component.hooks()) {
        Class<?> type =
            server.loadClass(UndertowFamily.class.getPackageName() + "." + hook.advice());
        Object advice = made(type);
        assertThat(advice.getClass().getClassLoader()).isSameAs(server);
        assertThat(Arrays.stream(type.getMethods()).map(Method::getName))
            .containsOnlyOnce(hook.adviceMethod());
      }
    }
  }

  /** With what its one constructor wants, as the weaver does. */
  private static Object made(Class<?> type) throws ReflectiveOperationException {
    if (type == Gates.class) {
      return noGates();
    }
    Constructor<?> constructor = type.getConstructors()[0];
    Object[] arguments = new Object[constructor.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = made(constructor.getParameterTypes()[i]);
    }
    return constructor.newInstance(arguments);
  }

  private static List<Hook> hooksOf(ServerJar server, Component component) {
    String version = String.valueOf(TrialWeaving.supportedVersion(server, component));
    return component.hooks().stream()
        .filter(hook -> hook.versions().contain(version))
        .collect(Collectors.toList());
  }

  private static Gates noGates() {
    return (Gates)
        Proxy.newProxyInstance(
            Gates.class.getClassLoader(),
            new Class<?>[] {Gates.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException();
            });
  }
}
