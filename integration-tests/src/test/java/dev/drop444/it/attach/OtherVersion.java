package dev.drop444.it.attach;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drop444.it.process.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The agent's jar as another version of it: the same classes under another number. */
final class OtherVersion {

  private static final String WRITTEN = "drop444/dev/drop444/identity/version.txt";

  private OtherVersion() {}

  static Path write(Path file, String version) throws IOException {
    try (JarFile jar = new JarFile(Surroundings.agent().toFile())) {
      Manifest manifest = new Manifest(jar.getManifest());
      manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
        List<JarEntry> entries =
            jar.stream().filter(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME)).toList();
        for (JarEntry entry : entries) {
          out.putNextEntry(new JarEntry(entry.getName()));
          try (InputStream in = jar.getInputStream(entry)) {
            out.write(
                entry.getName().equals(WRITTEN) ? version.getBytes(UTF_8) : in.readAllBytes());
          }
          out.closeEntry();
        }
      }
    }
    return file;
  }
}
