package dev.drop444.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.weaver.Component;
import dev.drop444.weaver.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  static List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("target", "versions"))) {
      found.forEach(jars::add);
    }
    return jars;
  }

  @Test
  void bothEndsOfBothLinesAreChecked() throws IOException {
    assertThat(jars()).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyHookIsInTheJar(Path jar) throws IOException {
    String version = jar.getFileName().toString().replaceAll("jetty-server-|\\.jar", "");
    assertThat(JETTY.supported().contain(version)).as(version).isTrue();
    for (Hook hook : JETTY.hooks()) {
      if (hook.versions().contain(version)) {
        assertThat(methods(jar, hook.className()))
            .as("%s in %s", hook, version)
            .containsKey(hook.method() + hook.descriptor());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void adviceTakesWhatTheMethodHas(Path jar) throws Exception {
    for (Hook hook : JETTY.hooks()) {
      int access =
          Objects.requireNonNull(
              methods(jar, hook.className()).get(hook.method() + hook.descriptor()),
              hook.toString());
      assertThat(access & Opcodes.ACC_STATIC).as("%s takes a receiver", hook).isZero();
      Method advice = adviceOf(hook);
      assertThat(advice.getReturnType()).isEqualTo(boolean.class);
      assertThat(advice.getParameterCount())
          .as("%s", advice)
          .isEqualTo(1 + Type.getArgumentTypes(hook.descriptor()).length);
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void theVersionIsWrittenWhereTheDetectionLooks(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.getEntry("META-INF/maven/org.eclipse.jetty/jetty-server/pom.properties"))
          .isNotNull();
    }
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
  private static Map<String, Integer> methods(Path jar, String className) throws IOException {
    Map<String, Integer> methods = new HashMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry(className.replace('.', '/') + ".class");
      assertThat(entry).as("%s in %s", className, jar).isNotNull();
      try (InputStream in = file.getInputStream(entry)) {
        new ClassReader(in)
            .accept(
                new ClassVisitor(Opcodes.ASM9) {
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
                },
                ClassReader.SKIP_CODE);
      }
    }
    return methods;
  }
}
