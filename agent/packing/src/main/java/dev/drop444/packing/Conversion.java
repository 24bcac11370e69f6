package dev.drop444.packing;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Turns a value on the stack into what a call takes, as lambdas do: casts, boxes, unboxes and
 * widens (JLS 15.27.3, 5.3). Immutable.
 */
final class Conversion {

  private static final Type OBJECT = Type.getObjectType("java/lang/Object");

  private final Type is;
  private final Type known;
  private final Type wanted;

  private Conversion(Type is, Type known, Type wanted) {
    this.is = is;
    this.known = known;
    this.wanted = wanted;
  }

  /**
   * A conversion.
   *
   * @param is what the verifier takes it for
   * @param known what it really is, which may be narrower
   * @param wanted what it shall be; {@code void} throws it away
   */
  static Conversion of(Type is, Type known, Type wanted) {
    return new Conversion(is, known, wanted);
  }

  static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  void write(MethodVisitor code) {
    if (wanted.getSort() == Type.VOID) {
      if (is.getSize() > 0) {
        code.visitInsn(is.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
      }
    } else if (isPrimitive(is)) {
      if (isPrimitive(wanted)) {
        widen(code, is, wanted);
      } else {
        box(code, is);
      }
    } else if (isPrimitive(wanted)) {
      Type box = isBox(known) ? known : boxOf(wanted);
      cast(code, is, box);
      Type inside = insideOf(box);
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          box.getInternalName(),
          inside.getClassName() + "Value",
          Type.getMethodDescriptor(inside),
          false);
      widen(code, inside, wanted);
    } else {
      cast(code, is, isPrimitive(known) ? wanted : narrower());
    }
  }

  /** What is known of it is cast to as the JVM would, which fails where it fails there. */
  private Type narrower() {
    return known.equals(is) ? wanted : known;
  }

  private static void cast(MethodVisitor code, Type from, Type to) {
    if (!from.equals(to) && !to.equals(OBJECT)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  private static void box(MethodVisitor code, Type from) {
    Type box = boxOf(from);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        box.getInternalName(),
        "valueOf",
        Type.getMethodDescriptor(box, from),
        false);
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    boolean small = from.getSort() <= Type.INT;
    switch (to.getSort()) {
      case Type.LONG:
        code.visitInsn(small ? Opcodes.I2L : unknown(from, to));
        break;
      case Type.FLOAT:
        code.visitInsn(
            small ? Opcodes.I2F : from.getSort() == Type.LONG ? Opcodes.L2F : unknown(from, to));
        break;
      case Type.DOUBLE:
        code.visitInsn(
            small ? Opcodes.I2D : from.getSort() == Type.LONG ? Opcodes.L2D : Opcodes.F2D);
        break;
      default:
        if (!small) {
          unknown(from, to);
        }
    }
  }

  private static int unknown(Type from, Type to) {
    throw new IllegalArgumentException("No lambda makes " + to + " of " + from);
  }

  private static boolean isBox(Type type) {
    switch (type.getClassName()) {
      case "java.lang.Boolean":
      case "java.lang.Character":
      case "java.lang.Byte":
      case "java.lang.Short":
      case "java.lang.Integer":
      case "java.lang.Long":
      case "java.lang.Float":
      case "java.lang.Double":
        return true;
      default:
        return false;
    }
  }

  private static Type boxOf(Type primitive) {
    String name;
    switch (primitive.getSort()) {
      case Type.BOOLEAN:
        name = "Boolean";
        break;
      case Type.CHAR:
        name = "Character";
        break;
      case Type.INT:
        name = "Integer";
        break;
      default:
        String word = primitive.getClassName();
        name = Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
    return Type.getObjectType("java/lang/" + name);
  }

  private static Type insideOf(Type box) {
    switch (box.getClassName()) {
      case "java.lang.Boolean":
        return Type.BOOLEAN_TYPE;
      case "java.lang.Character":
        return Type.CHAR_TYPE;
      case "java.lang.Byte":
        return Type.BYTE_TYPE;
      case "java.lang.Short":
        return Type.SHORT_TYPE;
      case "java.lang.Integer":
        return Type.INT_TYPE;
      case "java.lang.Long":
        return Type.LONG_TYPE;
      case "java.lang.Float":
        return Type.FLOAT_TYPE;
      default:
        return Type.DOUBLE_TYPE;
    }
  }
}
