package dev.drop444.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The two names of the servlet and WebSocket APIs. The application is compiled with that of Jakarta
 * EE, and renamed class by class for the servers before it.
 */
enum ServletApi {
  /** Up to Java EE 8: Tomcat 9.0 and Jetty 10 and before. */
  JAVAX {
    @Override
    Path classes() {
      return Renamed.CLASSES;
    }

    @Override
    String webApp() {
      return "xmlns=\"http://xmlns.jcp.org/xml/ns/javaee\" version=\"3.1\"";
    }
  },

  /** From Jakarta EE 9 on. */
  JAKARTA {
    @Override
    Path classes() {
      return Surroundings.classes();
    }

    @Override
    String webApp() {
      return "xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"";
    }
  };

  /** That of a version of Tomcat. */
  static ServletApi ofTomcat(String version) {
    return line(version) < 10 ? JAVAX : JAKARTA;
  }

  /** That of a version of Jetty. */
  static ServletApi ofJetty(String version) {
    return line(version) < 11 ? JAVAX : JAKARTA;
  }

  /** What stands before the first dot. */
  static int line(String version) {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** The application and the servers' mains, compiled for this API. */
  abstract Path classes();

  /** The attributes of {@code web-app} in a {@code web.xml} that no server of this API rejects. */
  abstract String webApp();

  /** Renamed once in each run of the tests. */
  private static final class Renamed {

    static final Path CLASSES = rename(Surroundings.classes());

    private static Path rename(Path from) {
      Path to = Surroundings.work().resolve("javax");
      try {
        for (Path file : files(from)) {
          Path target = to.resolve(from.relativize(file).toString());
          Files.createDirectories(target.getParent());
          byte[] content = Files.readAllBytes(file);
          Files.write(target, file.toString().endsWith(".class") ? withJavax(content) : content);
        }
        return to;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<Path> files(Path directory) throws IOException {
      try (Stream<Path> all = Files.walk(directory)) {
        return all.filter(Files::isRegularFile).collect(Collectors.toUnmodifiableList());
      }
    }

    private static byte[] withJavax(byte[] classFile) {
      ClassWriter javax = new ClassWriter(0);
      new ClassReader(classFile).accept(new ClassRemapper(javax, new ToJavax()), 0);
      return javax.toByteArray();
    }
  }

  private static final class ToJavax extends Remapper {

    ToJavax() {
      super(Opcodes.ASM9);
    }

    @Override
    public String map(String type) {
      return type.replaceFirst("^jakarta/(?=servlet/|websocket/)", "javax/");
    }
  }
}
