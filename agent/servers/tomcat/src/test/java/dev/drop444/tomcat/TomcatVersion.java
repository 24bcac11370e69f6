package dev.drop444.tomcat;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drop444.weaver.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The class loader of one version of Tomcat: its jar goes before the test's class path, and its
 * classes are woven as they load. What a test runs in it is compiled with jakarta's servlet API,
 * and gets that of the version.
 */
final class TomcatVersion extends URLClassLoader {

  private static final String SERVER = EmbeddedTomcat.class.getName();

  private final @Nullable ClassFileTransformer transformer;

  /**
   * Loads nothing yet.
   *
   * @param transformer null for Tomcat as it is
   */
  TomcatVersion(Path jar, @Nullable ClassFileTransformer transformer) throws MalformedURLException {
    super(
        new URL[] {
          jar.toUri().toURL(),
          EmbeddedTomcat.class.getProtectionDomain().getCodeSource().getLocation()
        },
        TomcatVersion.class.getClassLoader());
    this.transformer = transformer;
  }

  /**
   * The jars that the build has fetched; with the system property {@code drop444.test.servers}
   * those of the versions that begin as it says, for example {@code 8.5}.
   */
  static List<Path> jars() throws IOException {
    String wanted = "tomcat-embed-core-" + System.getProperty("drop444.test.servers", "");
    try (Stream<Path> jars = Files.list(Path.of("target", "servers"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(wanted))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  /** The same, and which channels the connectors are to have: NIO2 in the newest of each line. */
  static List<Arguments> connectors() throws IOException {
    return jars().stream()
        .flatMap(
            jar ->
                isOf(jar, "8.5.100", "8.6")
                        || isOf(jar, "9.0.110", "9.1")
                        || isOf(jar, "10.0.27", "10.1")
                        || isOf(jar, "10.1.50", "10.2")
                        || isOf(jar, "11.0.20", "11.1")
                    ? Stream.of(arguments(jar, "Nio"), arguments(jar, "Nio2"))
                    : Stream.of(arguments(jar, "Nio")))
        .collect(Collectors.toList());
  }

  /** Whether a jar is of a version in a range. */
  static boolean isOf(Path jar, String from, String before) {
    return Versions.range(from, before)
        .contain(jar.getFileName().toString().replaceAll("[^0-9]*(.*)[.]jar", "$1"));
  }

  /** See {@link EmbeddedTomcat}. */
  RunningTomcat start(Path base, @Nullable Path keyStore, String connector) throws Exception {
    return (RunningTomcat)
        loadClass(EmbeddedTomcat.class.getName())
            .getConstructor(Path.class, Path.class, String.class)
            .newInstance(base, keyStore, connector);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      boolean servers =
          name.startsWith("org.apache.")
              || name.startsWith("jakarta.servlet.")
              || name.startsWith("javax.servlet.")
              || name.startsWith(SERVER);
      return servers && findResource(path(name)) != null
          ? define(name)
          : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    URL resource = findResource(path(name));
    try (InputStream in = resource.openStream()) {
      byte[] classFile = in.readAllBytes();
      byte[] woven =
          transformer == null
              ? null
              : transformer.transform(this, name.replace('.', '/'), null, null, classFile);
      byte[] used = woven == null ? classFile : woven;
      if (name.startsWith(SERVER) && findResource("javax/servlet/Servlet.class") != null) {
        used = withJavax(used);
      }
      return defineClass(name, used, 0, used.length);
    } catch (IOException | IllegalClassFormatException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private static byte[] withJavax(byte[] classFile) {
    ClassWriter javax = new ClassWriter(0);
    new ClassReader(classFile)
        .accept(
            new ClassRemapper(
                javax,
                new Remapper(Opcodes.ASM9) {
                  @Override
                  public String map(String type) {
                    return type.replaceFirst("^jakarta/servlet/", "javax/servlet/");
                  }
                }),
            0);
    return javax.toByteArray();
  }

  private static String path(String className) {
    return className.replace('.', '/') + ".class";
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }
}
