package dev.drop444.jetty;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A key and a certificate for 127.0.0.1, made by the JDK's own tool. */
final class KeyStoreFile {

  static final String PASSWORD = "changeit";

  private final Path path;

  KeyStoreFile(Path directory) throws Exception {
    path = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                path.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      keytool.destroyForcibly();
      throw new IllegalStateException("keytool made no key store");
    }
  }

  Path path() {
    return path;
  }
}
