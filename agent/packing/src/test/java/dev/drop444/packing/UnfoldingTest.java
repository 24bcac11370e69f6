package dev.drop444.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class UnfoldingTest {

  private static final List<String> NEST = List.of("Written", "Written$Inner", "Written$Greeting");

  private static Map<String, byte[]> compiled() throws IOException {
    Map<String, byte[]> classFiles = new HashMap<>();
    for (String simpleName : NEST) {
      String name = "dev/drop444/packing/" + simpleName;
      try (InputStream in =
          UnfoldingTest.class.getClassLoader().getResourceAsStream(name + ".class")) {
        assertThat(in).as(name).isNotNull();
        classFiles.put(name, in.readAllBytes());
      }
    }
    return classFiles;
  }

  /** Defines what it is given, and not what the class path has. */
  private static final class Defining extends ClassLoader {
    private final Map<String, byte[]> classFiles;

    Defining(Map<String, byte[]> classFiles) {
      super(UnfoldingTest.class.getClassLoader());
      this.classFiles = classFiles;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] own = classFiles.get(name.replace('.', '/'));
      if (own == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, own, 0, own.length) : loaded;
    }
  }

  private static Object run(Map<String, byte[]> classFiles) throws ReflectiveOperationException {
    Constructor<?> constructor =
        new Defining(classFiles).loadClass("dev.drop444.packing.Written").getDeclaredConstructor();
    constructor.setAccessible(true);
    return ((Supplier<?>) constructor.newInstance()).get();
  }

  @Test
  void lambdasComeToTheSame() throws Exception {
    assertThat(run(Unfolding.of(compiled()))).isEqualTo(new Written().get());
  }

  @Test
  void noneIsLeftToTheJvm() throws Exception {
    Map<String, byte[]> unfolded = Unfolding.of(compiled());
    assertThat(unfolded).hasSizeGreaterThan(compiled().size() + 15);
    unfolded.forEach(
        (name, classFile) ->
            assertThat(new String(classFile, StandardCharsets.ISO_8859_1))
                .as(name)
                .doesNotContain("LambdaMetafactory"));
  }
}
