package dev.drop444.packing;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A lambda or method reference of a class file, as {@code java.lang.invoke.LambdaMetafactory}
 * describes it to the JVM. Immutable.
 */
final class Lambda {

  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

  /** The class that will stand for it, as class files name it. */
  final String className;

  /** The one method of the interface. */
  final String method;

  /** The interface. */
  final Type type;

  /** What it holds of the place where it is made: for a bound receiver, that comes first. */
  final Type[] captured;

  /** The method of the interface, erased. */
  final Type erased;

  /** The same as this lambda knows it: no wider than {@link #erased}. */
  final Type actual;

  /** What it calls. */
  final Handle target;

  private Lambda(
      String className,
      String method,
      Type type,
      Type[] captured,
      Type erased,
      Type actual,
      Handle target) {
    this.className = className;
    this.method = method;
    this.type = type;
    this.captured = captured;
    this.erased = erased;
    this.actual = actual;
    this.target = target;
  }

  /**
   * The lambda that an {@code invokedynamic} makes; null if it makes something else, or a lambda
   * with markers or bridges, which stays with the JVM.
   */
  static @Nullable Lambda of(
      String className, String name, String descriptor, Handle bootstrap, Object... arguments) {
    if (!bootstrap.getOwner().equals(FACTORY) || !bootstrap.getName().equals("metafactory")) {
      return null;
    }
    Handle target = (Handle) arguments[1];
    if (target.getTag() < Opcodes.H_INVOKEVIRTUAL) {
      return null;
    }
    return new Lambda(
        className,
        name,
        Type.getReturnType(descriptor),
        Type.getArgumentTypes(descriptor),
        (Type) arguments[0],
        (Type) arguments[2],
        target);
  }

  /** What makes one: a method of its class that takes what it holds. */
  String factoryDescriptor() {
    return Type.getMethodDescriptor(type, captured);
  }

  /** Whether all that it makes are alike, so that one does. */
  boolean isConstant() {
    return captured.length == 0;
  }
}
