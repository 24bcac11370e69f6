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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.eclipse.jetty.server.RequestLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
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
    return jar.getFileName().toString().replaceAll("jetty-.*-|\\.jar", "");
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
    String version = versionOf(jars.get(0));
    for (Hook hook : JETTY.hooks()) {
      if (!hook.versions().contain(version)) {
        continue;
      }
      int access =
          Objects.requireNonNull(
              methods(jars, hook.className()).get(hook.method() + hook.descriptor()),
              hook.toString());
      assertThat(hook.point() != Point.STATIC_READ && (access & Opcodes.ACC_STATIC) != 0)
          .as("%s takes a receiver", hook)
          .isFalse();
      Method advice = adviceOf(hook);
      assertThat(advice.getReturnType().getName()).as("%s", advice).isEqualTo(returned(hook));
      assertThat(advice.getParameterCount()).as("%s", advice).isEqualTo(parameters(hook));
    }
  }

  private static String returned(Hook hook) {
    switch (hook.point()) {
      case THROW:
      case RAISE:
        return Throwable.class.getName();
      case STATIC_READ:
        return Object.class.getName();
      case CALL_RESULT:
        return hook.advice().equals("RequestLogAdvice") ? RequestLog.class.getName() : "boolean";
      case RETURN:
        return Type.getReturnType(hook.descriptor()).getClassName();
      default:
        return "boolean";
    }
  }

  /** The receiver; then the arguments; then what is returned, thrown or read. */
  private static int parameters(Hook hook) {
    int arguments = Type.getArgumentTypes(hook.descriptor()).length;
    switch (hook.point()) {
      case STATIC_READ:
        return 1;
      case CALL_RESULT:
        return 2;
      case THROW:
      case RETURN:
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

  /** Fields that {@link PrivateMembers} and advice find by name. */
  @ParameterizedTest
  @MethodSource("versions")
  void privateMembersAreThere(List<Path> jars) throws IOException {
    String internal = "org.eclipse.jetty.server.internal.";
    assertThat(fields(jars, internal + "HttpChannelState"))
        .contains("_handling", "_handled", "_callbackFailure");
    assertThat(fields(jars, internal + "HttpChannelState$ChannelCallback")).contains("_request");
    assertThat(fields(jars, internal + "HttpChannelState$ChannelResponse")).contains("_status");
    assertThat(fields(jars, internal + "HttpConnection$HttpStreamOverHTTP1")).contains("this$0");
    assertThat(fields(jars, internal + "HttpConnection$RequestHandler")).contains("this$0");
    assertThat(fields(jars, "org.eclipse.jetty.http2.server.internal.HttpStreamOverHTTP2"))
        .contains("_httpChannel");
  }

  @Test
  void neighboursOfTheSupportedVersionsAreLeftAlone() {
    assertThat(JETTY.supported().contain("12.0.15")).isFalse();
    assertThat(JETTY.supported().contain("11.1")).isFalse();
    assertThat(JETTY.supported().contain("9.4.25")).isFalse();
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
    return members(jars, className).methods;
  }

  private static Set<String> fields(List<Path> jars, String className) throws IOException {
    return members(jars, className).fields;
  }

  private static MembersOf members(List<Path> jars, String className) throws IOException {
    MembersOf members = new MembersOf();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        ZipEntry entry = file.getEntry(className.replace('.', '/') + ".class");
        if (entry != null) {
          try (InputStream in = file.getInputStream(entry)) {
            new ClassReader(in).accept(members, ClassReader.SKIP_CODE);
          }
        }
      }
    }
    assertThat(members.methods).as("%s in %s", className, jars).isNotEmpty();
    return members;
  }

  private static final class MembersOf extends ClassVisitor {
    final Map<String, Integer> methods = new HashMap<>();
    final Set<String> fields = new HashSet<>();

    MembersOf() {
      super(Opcodes.ASM9);
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      fields.add(name);
      return null;
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
