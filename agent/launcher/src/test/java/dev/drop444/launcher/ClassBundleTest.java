package dev.drop444.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClassBundleTest {

  /** What documentation says of a bundle; each class's file is its name read backwards. */
  private static byte[] bundle(String... namesByHash) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(namesByHash.length);
    int offset = 4 + 12 * namesByHash.length;
    for (String name : namesByHash) {
      out.writeInt(name.hashCode());
      out.writeInt(offset);
      out.writeInt(1 + 2 * name.length());
      offset += 1 + 2 * name.length();
    }
    for (String name : namesByHash) {
      out.writeByte(name.length());
      out.writeBytes(name);
      out.writeBytes(file(name));
    }
    return bytes.toByteArray();
  }

  private static String file(String name) {
    return new StringBuilder(name).reverse().toString();
  }

  private static @Nullable String found(byte[] bytes, String name) throws IOException {
    ClassBundle bundle = ClassBundle.read(new ByteArrayInputStream(bytes), bytes.length);
    ClassBundle.Place place = bundle.find(name);
    return place == null
        ? null
        : new String(place.bytes, place.start, place.length, StandardCharsets.US_ASCII);
  }

  @Test
  void findsEachAndNoOther() throws IOException {
    String[] names = new String[100];
    Arrays.setAll(names, i -> "some/package/Class" + i * i);
    Arrays.sort(names, (one, other) -> Integer.compare(one.hashCode(), other.hashCode()));
    byte[] bytes = bundle(names);
    for (String name : names) {
      assertThat(found(bytes, name)).isEqualTo(file(name));
      assertThat(found(bytes, name + "x")).isNull();
    }
    assertThat(found(bytes, "")).isNull();
    assertThat(found(bundle(), "some/Class")).isNull();
  }

  @Test
  void tellsNamesApartThatHaveOneHashCode() throws IOException {
    assertThat("p/AaAa".hashCode()).isEqualTo("p/BBBB".hashCode());
    byte[] bytes = bundle("p/AaAa", "p/AaBB", "p/BBAa");
    assertThat(found(bytes, "p/AaAa")).isEqualTo(file("p/AaAa"));
    assertThat(found(bytes, "p/BBAa")).isEqualTo(file("p/BBAa"));
    assertThat(found(bytes, "p/BBBB")).isNull();
  }

  @Test
  void aJarThatIsCutShortIsNoticed() throws IOException {
    byte[] bytes = bundle("p/A");
    assertThatThrownBy(() -> ClassBundle.read(new ByteArrayInputStream(bytes, 0, 10), bytes.length))
        .isInstanceOf(EOFException.class);
  }
}
