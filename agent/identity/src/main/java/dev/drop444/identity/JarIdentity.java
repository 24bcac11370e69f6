package dev.drop444.identity;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Which jar this is: its version, and what tells it from every other one. Immutable. */
public final class JarIdentity {

  private final String version;
  private final String identity;

  private JarIdentity(String version, String checksum) {
    this.version = version;
    this.identity = version + " " + checksum;
  }

  /**
   * That of the jar that this class comes from, as it is now: the file may be replaced while we
   * run. Reads all of it, 3 to 4 MB.
   */
  public static JarIdentity own() {
    return new JarIdentity(ownVersion(), checksum());
  }

  /** The version that is written in the jar; {@code unknown} if none is. */
  public static String ownVersion() {
    try (InputStream in = JarIdentity.class.getResourceAsStream("version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException unreadable) {
      return "unknown";
    }
  }

  /** The jar that this class comes from, null if that is not a file. */
  public static @Nullable File ownFile() {
    CodeSource source = JarIdentity.class.getProtectionDomain().getCodeSource();
    try {
      return source == null || source.getLocation() == null
          ? null
          : new File(new URI(source.getLocation().toString()));
    } catch (URISyntaxException | IllegalArgumentException noFile) {
      return null;
    }
  }

  private static String checksum() {
    File file = ownFile();
    if (file == null) {
      return "";
    }
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    // Not java.nio.file: before the application's main class runs, that is not ours to start.
    try (InputStream in = new FileInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sum.update(buffer, 0, count);
      }
      return Long.toHexString(sum.getValue());
    } catch (IOException unreadable) {
      return "";
    }
  }

  public String version() {
    return version;
  }

  /** The same for two jars exactly if they have the same content. */
  public String identity() {
    return identity;
  }
}
