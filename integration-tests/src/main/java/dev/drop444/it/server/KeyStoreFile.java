package dev.drop444.it.server;

/** The key store that the test made for its servers, as system properties name it. */
final class KeyStoreFile {

  private KeyStoreFile() {}

  static String path() {
    return required("test.keystore");
  }

  static String password() {
    return required("test.keystore.password");
  }

  private static String required(String key) {
    String value = System.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("System property " + key + " is not set");
    }
    return value;
  }
}
