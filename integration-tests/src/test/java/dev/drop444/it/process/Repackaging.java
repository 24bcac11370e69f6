package dev.drop444.it.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/**
 * Packs an executable jar as Spring Boot's build plug-ins do. Loaded once for each version of their
 * tools (see {@link ExecutableJar}), so it knows nothing but them and the JDK.
 */
public final class Repackaging {

  private Repackaging() {}

  /**
   * Packs classes and libraries.
   *
   * @param classes a folder
   * @param target the jar to be
   */
  public static void pack(File classes, File target, String main, List<File> libraries)
      throws IOException {
    File plain = new File(target.getPath().replace(".jar", ".plain.jar"));
    jar(classes.toPath(), plain.toPath());
    Repackager repackager = new Repackager(plain);
    repackager.setMainClass(main);
    repackager.setBackupSource(false);
    repackager.repackage(
        target,
        callback -> {
          for (File library : libraries) {
            callback.library(new Library(library, LibraryScope.RUNTIME));
          }
        });
  }

  private static void jar(Path classes, Path target) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (OutputStream out = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }
}
