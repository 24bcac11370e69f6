package dev.drop444.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The servers' key and self-signed certificate, made by the JDK's own tool when first needed. */
final class KeyStores {

  static final String PASSWORD = "changeit";

  private KeyStores() {}

  static synchronized Path file() {
    Path store = Surroundings.work().resolve("keystore.p12");
    if (Files.exists(store)) {
      return store;
    }
    try {
      Files.createDirectories(store.getParent());
      Path fresh = store.resolveSibling("keystore.new");
      Files.deleteIfExists(fresh);
      Process keytool =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                      "-genkeypair",
                      "-alias",
                      "server",
                      "-keyalg",
                      "EC",
                      "-groupname",
                      "secp256r1",
                      "-dname",
                      "CN=localhost",
                      "-ext",
                      "san=dns:localhost,ip:127.0.0.1",
                      "-validity",
                      "3650",
                      "-storetype",
                      "PKCS12",
                      "-storepass",
                      PASSWORD,
                      "-keystore",
                      fresh.toString()))
              .redirectErrorStream(true)
              .redirectOutput(store.resolveSibling("keytool.log").toFile())
              .start();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(
            "keytool failed: " + Files.readString(store.resolveSibling("keytool.log")));
      }
      return Files.move(fresh, store, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot make a key store", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
