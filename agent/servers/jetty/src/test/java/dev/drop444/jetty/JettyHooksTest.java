package dev.drop444.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.Hook;
import dev.drop444.weaver.Hook.Point;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Every hook is really there, in each version's jar that the build copied to target/versions. */
class JettyHooksTest {

  private static final Component JETTY = JettyHooks.jetty();

  /** The jars of one version each: hooks are in more than one of them. */
  static Collection<List<Path>> versions() throws IOException {
    Map<String, List<Path>> byVersion = new TreeMap<>();
    for (Path jar : jars()) {
      byVersion.computeIfAbsent(versionOf(jar), version -> new ArrayList<>()).add(jar);
    }
    return byVersion.values();
  }

  private static String versionOf(Path jar) {
    return jar.getFileName().toString().replaceAll("jetty-[a-z]+-|\\.jar", "");
  }

  private static List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("target", "versions"))) {
      found.forEach(jars::add);
    }
    return jars;
  }

  @Test
  void bothEndsOfBothLinesAreChecked() throws IOException {
    assertThat(versions()).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyHookIsInTheJar(List<Path> jars) throws IOException {
    String version = versionOf(jars.get(0));
    assertThat(JETTY.supported().contain(version)).as(version).isTrue();
    for (Hook hook : JETTY.hooks()) {
      if (hook.versions().contain(version)) {
        assertThat(methods(jars, hook.className()))
            .as("%s in %s", hook, version)
            .containsKey(hook.method() + hook.descriptor());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void adviceTakesWhatTheMethodHas(List<Path> jars) throws Exception {
    for (Hook hook : JETTY.hooks()) {
      int access =
          Objects.requireNonNull(
              methods(jars, hook.className()).get(hook.method() + hook.descriptor()),
              hook.toString());
      assertThat(access & Opcodes.ACC_STATIC).as("%s takes a receiver", hook).isZero();
      Method advice = adviceOf(hook);
      assertThat(advice.getReturnType())
          .as("%s", advice)
          .isEqualTo(hook.point() == Point.THROW ? Throwable.class : boolean.class);
      assertThat(advice.getParameterCount()).as("%s", advice).isEqualTo(parameters(hook));
    }
  }

  /** The receiver; then the arguments, or the result of a call; then what is thrown. */
  private static int parameters(Hook hook) {
    int arguments = Type.getArgumentTypes(hook.descriptor()).length;
    switch (hook.point()) {
      case CALL_RESULT:
        return 2;
      case THROW:
        return 2 + arguments;
      default:
        return 1 + arguments;
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theVersionIsWrittenWhereTheDetectionLooks(List<Path> jars) throws IOException {
    String name = "META-INF/maven/org.eclipse.jetty/jetty-server/pom.properties";
    boolean found = false;
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        found |= file.getEntry(name) != null;
      }
    }
    assertThat(found).isTrue();
  }

  @Test
  void neighboursOfTheSupportedVersionsAreLeftAlone() {
    assertThat(JETTY.supported().contain("12.0.15")).isFalse();
    assertThat(JETTY.supported().contain("11.0.26")).isFalse();
    assertThat(JETTY.supported().contain("12.2.0")).isFalse();
  }

  private static Method adviceOf(Hook hook) throws ClassNotFoundException {
    Class<?> type = Class.forName(new JettyFamily().advicePackage() + "." + hook.advice());
    for (Method method : type.getMethods()) {
      if (method.getName().equals(hook.adviceMethod())) {
        return method;
      }
    }
    throw new AssertionError(hook + ": no public method " + hook.adviceMethod() + " in " + type);
  }

  /** Access flags of a class's methods, by name and descriptor; read without loading the class. */
  private static Map<String, Integer> methods(List<Path> jars, String className)
      throws IOException {
    Map<String, Integer> methods = new HashMap<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        ZipEntry entry = file.getEntry(className.replace('.', '/') + ".class");
        if (entry != null) {
          try (InputStream in = file.getInputStream(entry)) {
            new ClassReader(in).accept(new MethodsOf(methods), ClassReader.SKIP_CODE);
          }
        }
      }
    }
    assertThat(methods).as("%s in %s", className, jars).isNotEmpty();
    return methods;
  }

  private static final class MethodsOf extends ClassVisitor {
    private final Map<String, Integer> methods;

    MethodsOf(Map<String, Integer> methods) {
      super(Opcodes.ASM9);
      this.methods = methods;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      methods.put(name + descriptor, access);
      return null;
    }
  }
}
