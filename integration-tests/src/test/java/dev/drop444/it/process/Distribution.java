package dev.drop444.it.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A server as its project ships it: a zip, unpacked once, and our application laid out for it. */
final class Distribution {

  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app %s metadata-complete="true">
        <listener>
          <listener-class>dev.drop444.it.server.WebApplicationStart</listener-class>
        </listener>
        <filter>
          <filter-name>counting</filter-name>
          <filter-class>dev.drop444.it.app.CountingFilter</filter-class>
          <async-supported>true</async-supported>
        </filter>
        <filter-mapping>
          <filter-name>counting</filter-name>
          <url-pattern>/*</url-pattern>
        </filter-mapping>
        <servlet>
          <servlet-name>pages</servlet-name>
          <servlet-class>dev.drop444.it.app.PageServlet</servlet-class>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping>
          <servlet-name>pages</servlet-name>
          <url-pattern>/</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  private Distribution() {}

  /** The unpacked distribution; its zip has one folder at the top. */
  static synchronized Path unpacked(String name, String coordinates) throws IOException {
    Path home = Surroundings.work().resolve("distributions").resolve(name);
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(home.getParent());
    Path fresh = Files.createTempDirectory(home.getParent(), name);
    try (ZipInputStream zip =
        new ZipInputStream(Files.newInputStream(Artifacts.file(coordinates)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        unpack(zip, entry, fresh);
      }
    }
    return Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(InputStream zip, ZipEntry entry, Path home) throws IOException {
    int top = entry.getName().indexOf('/');
    Path target = home.resolve(entry.getName().substring(top + 1)).normalize();
    if (!target.startsWith(home)) {
      throw new IOException("Entry leads out of the zip: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(zip, target);
    }
  }

  /** Lays the application out as an unpacked web archive. */
  static void deploy(Path root, ServletApi api) throws IOException {
    Path information = Files.createDirectories(root.resolve("WEB-INF"));
    Files.writeString(information.resolve("web.xml"), WEB_XML.formatted(api.webApp()));
    copy(api.classes(), information.resolve("classes"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            // What belongs to the embedded servers does not belong into a web archive.
            if (!isEmbedded(from.relativize(file).toString())) {
              Path target = to.resolve(from.relativize(file).toString());
              Files.createDirectories(target.getParent());
              Files.copy(file, target);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isEmbedded(String file) {
    return file.contains("Main") || file.contains("spring") || file.contains("Chat");
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
