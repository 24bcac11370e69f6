package dev.drop444.jetty.classic;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Makes lists of header fields: {@code HttpFields} is a class in 9.4, and an interface with a
 * builder since. Nothing else of ours makes one. Immutable.
 */
final class FieldLists {

  private final MethodHandle make;
  private final MethodHandle add;

  /**
   * The two ways.
   *
   * @throws ReflectiveOperationException if Jetty has changed inside
   */
  FieldLists() throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    MethodType toAny = MethodType.methodType(Object.class);
    MethodType adding = MethodType.methodType(void.class, Object.class, HttpField.class);
    if (HttpFields.class.isInterface()) {
      Class<?> mutable =
          Class.forName(
              HttpFields.class.getName() + "$Mutable", false, HttpFields.class.getClassLoader());
      make =
          lookup
              .findStatic(HttpFields.class, "build", MethodType.methodType(mutable))
              .asType(toAny);
      add =
          lookup
              .findVirtual(mutable, "add", MethodType.methodType(mutable, HttpField.class))
              .asType(adding);
    } else {
      make =
          lookup.findConstructor(HttpFields.class, MethodType.methodType(void.class)).asType(toAny);
      add =
          lookup
              .findVirtual(
                  HttpFields.class, "add", MethodType.methodType(void.class, HttpField.class))
              .asType(adding);
    }
  }

  /** A new list. */
  HttpFields of(List<HttpField> fields) {
    try {
      Object list = (Object) make.invokeExact();
      for (HttpField field : fields) {
        add.invokeExact(list, field);
      }
      return (HttpFields) list;
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }
}
