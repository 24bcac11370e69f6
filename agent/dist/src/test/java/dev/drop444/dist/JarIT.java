package dev.drop444.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator downloads: the jar as a file. */
class JarIT {

  private static final int JAVA_11 = 55;

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(Path.of(System.getProperty("drop444.jar")).toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  private List<String> names() {
    return jar.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .collect(Collectors.toList());
  }

  @Test
  void showsTheApplicationNothingButTheLauncher() {
    assertThat(names().stream().filter(name -> name.endsWith(".class")))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("dev/drop444/launcher/"));
    assertThat(names())
        .allMatch(
            name ->
                name.startsWith("dev/drop444/launcher/")
                    || name.startsWith("drop444/")
                    || name.startsWith("META-INF/"))
        .noneMatch(name -> name.startsWith("META-INF/services/"))
        .noneMatch(name -> name.startsWith("META-INF/versions/"));
  }

  @Test
  void runsOnJava11() throws IOException {
    for (String name : names()) {
      if (name.endsWith(".class")) {
        try (InputStream in = jar.getInputStream(jar.getEntry(name));
            DataInputStream data = new DataInputStream(in)) {
          assertRunsOnJava11(name, data);
        }
      }
    }
    for (String bundle : names()) {
      if (bundle.endsWith("classes")) {
        for (Map.Entry<String, byte[]> bundled : bundled(bundle).entrySet()) {
          assertRunsOnJava11(
              bundled.getKey(), new DataInputStream(new ByteArrayInputStream(bundled.getValue())));
        }
      }
    }
  }

  private static void assertRunsOnJava11(String name, DataInputStream data) throws IOException {
    assertThat(data.readInt()).as(name).isEqualTo(0xCAFEBABE);
    data.readUnsignedShort();
    assertThat(data.readUnsignedShort())
        .as("class file version of " + name)
        .isLessThanOrEqualTo(JAVA_11);
  }

  @Test
  void leavesNeitherLambdasNorStringsToTheJvmInWhatEveryServerLoads() throws IOException {
    assertThat(bundled("drop444/classes")).containsKey("dev/drop444/runtime/AgentRuntime");
    bundled("drop444/classes")
        .forEach(
            (name, classFile) -> {
              if (name.startsWith("dev/drop444/")) {
                assertThat(new String(classFile, StandardCharsets.ISO_8859_1))
                    .as(name)
                    .doesNotContain("java/lang/invoke/LambdaMetafactory")
                    .doesNotContain("java/lang/invoke/StringConcatFactory");
              }
            });
  }

  @Test
  void keepsWhatNotEveryServerNeedsInOtherBundles() throws IOException {
    assertThat(bundled("drop444/classes").keySet())
        .noneMatch(name -> name.startsWith("dev/drop444/cli/"))
        .noneMatch(name -> name.startsWith("ch/qos/logback/"));
    assertThat(bundled("drop444/dev.classes")).containsKey("dev/drop444/cli/Console");
    assertThat(bundled("drop444/ch.classes")).containsKey("ch/qos/logback/classic/Logger");
  }

  /** The class files of a bundle, read as the launcher's {@code ClassBundle} documents it. */
  private Map<String, byte[]> bundled(String name) throws IOException {
    byte[] bytes;
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      bytes = in.readAllBytes();
    }
    ByteBuffer bundle = ByteBuffer.wrap(bytes);
    Map<String, byte[]> classFiles = new HashMap<>();
    for (int i = 0; i < bundle.getInt(0); i++) {
      int start = bundle.getInt(4 + 12 * i + 4);
      int end = start + bundle.getInt(4 + 12 * i + 8);
      int afterName = start + 1 + bytes[start];
      classFiles.put(
          new String(bytes, start + 1, bytes[start], StandardCharsets.US_ASCII),
          Arrays.copyOfRange(bytes, afterName, end));
    }
    return classFiles;
  }

  @Test
  void asksTheJvmForRetransformationAndNothingElse() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertThat(manifest.getValue("Premain-Class")).isEqualTo("dev.drop444.launcher.Agent");
    assertThat(manifest.getValue("Agent-Class")).isEqualTo("dev.drop444.launcher.Agent");
    assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.drop444.launcher.Main");
    assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
    // A longer boot class path would switch class-data sharing off for the application.
    assertThat(manifest.getValue("Boot-Class-Path")).isNull();
    assertThat(manifest.getValue("Launcher-Agent-Class")).isNull();
    assertThat(manifest.getValue("Class-Path")).isNull();
  }

  @Test
  void carriesTheLicencesOfWhatIsInside() {
    assertThat(names()).contains("META-INF/LICENSE", "META-INF/NOTICE");
  }
}
