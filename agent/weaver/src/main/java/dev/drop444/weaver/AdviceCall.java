package dev.drop444.weaver;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class that stands between a call site and its advice: one static method that calls the
 * advice, and if that throws, tells so and does what the inert call site does.
 *
 * <pre>
 * static R call(value, receiver, arguments) {
 *   try {
 *     return ADVICE.method(receiver, arguments, value);
 *   } catch (Throwable thrown) {
 *     FAILED.accept(thrown);
 *     return inert;
 *   }
 * }
 * </pre>
 *
 * <p>The same could be put together of method handles, and was. But the JVM makes half a dozen
 * classes of its own for each such handle, and a server's first requests then wait for some hundred
 * of them.
 */
final class AdviceCall {

  /** The method that a call site leads to. */
  static final String METHOD = "call";

  private static final String ADVICE = "ADVICE";
  private static final String FAILED = "FAILED";
  private static final String RESULT = "RESULT";
  private static final String CONSUMER = "java/util/function/Consumer";
  private static final String SUPPLIER = "java/util/function/Supplier";

  private static final String CLASS = "Ljava/lang/Class;";
  private static final Type OBJECT = Type.getType(Object.class);

  private final String name;
  private final Type owner;
  private final Method advice;
  private final boolean valueFirst;
  private final boolean inertIsFirst;

  /** What the advice takes, in the order of the call site. */
  private final Type[] taken;

  /** What the method takes: the same, or any object, which is then cast. */
  private final Type[] arguments;

  /** What the method returns: what the advice does, or any object, which was cast. */
  private final Type result;

  private final boolean isCast;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  private AdviceCall(
      String name,
      Class<?> owner,
      Method advice,
      MethodType site,
      boolean valueFirst,
      boolean inertIsFirst) {
    this.name = name.replace('.', '/');
    this.owner = Type.getType(owner);
    this.advice = advice;
    this.valueFirst = valueFirst;
    this.inertIsFirst = inertIsFirst;
    int count = advice.getParameterCount();
    if (count != site.parameterCount()) {
      throw new IllegalArgumentException(advice + " does not take what " + site + " passes");
    }
    this.taken = new Type[count];
    this.arguments = new Type[count];
    for (int i = 0; i < count; i++) {
      int ofAdvice = valueFirst ? (i + count - 1) % count : i;
      Class<?> declared = advice.getParameterTypes()[ofAdvice];
      Class<?> passed = site.parameterType(i);
      if (declared != passed && (declared.isPrimitive() || passed.isPrimitive())) {
        throw new IllegalArgumentException(advice + " does not take what " + site + " passes");
      }
      taken[i] = Type.getType(declared);
      arguments[i] = declared.isAssignableFrom(passed) ? taken[i] : OBJECT;
    }
    this.result = result(site.returnType());
    this.isCast =
        result.equals(OBJECT) && !site.returnType().isAssignableFrom(advice.getReturnType());
  }

  private Type result(Class<?> wanted) {
    Class<?> returned = advice.getReturnType();
    Type same = Type.getType(returned);
    if (returned == wanted && returned.isPrimitive()) {
      return same;
    }
    if (returned.isPrimitive() || wanted.isPrimitive()) {
      throw new IllegalArgumentException(advice + " does not return a " + wanted);
    }
    return wanted.isAssignableFrom(returned) && (!inertIsFirst || arguments[0].equals(same))
        ? same
        : OBJECT;
  }

  /**
   * A class file. Its loader must be a {@link java.util.function.Supplier} that supplies, while the
   * class is initialized, an array of the advice, of a {@link java.util.function.Consumer} of what
   * it throws, and of the class that call sites of the type return.
   *
   * @param name binary name, with dots
   * @param owner the class of the advice
   * @param site what call sites pass and return
   * @param valueFirst whether they pass first what the advice takes last
   * @param inertIsFirst whether an inert call site returns its first argument; otherwise it returns
   *     a default value
   * @throws IllegalArgumentException if such call sites and the advice do not fit
   */
  static byte[] classFile(
      String name,
      Class<?> owner,
      Method advice,
      MethodType site,
      boolean valueFirst,
      boolean inertIsFirst) {
    return new AdviceCall(name, owner, advice, site, valueFirst, inertIsFirst).write();
  }

  private byte[] write() {
    writer.visit(
        Opcodes.V11,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        "java/lang/Object",
        null);
    int constant = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    writer.visitField(constant, ADVICE, owner.getDescriptor(), null, null);
    writer.visitField(constant, FAILED, "L" + CONSUMER + ";", null, null);
    writer.visitField(constant, RESULT, CLASS, null, null);
    takeWhatIsHeld(writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null));
    call(
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            METHOD,
            Type.getMethodDescriptor(result, arguments),
            null,
            null));
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void takeWhatIsHeld(MethodVisitor code) {
    code.visitCode();
    code.visitLdcInsn(Type.getObjectType(name));
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/Class",
        "getClassLoader",
        "()Ljava/lang/ClassLoader;",
        false);
    code.visitTypeInsn(Opcodes.CHECKCAST, SUPPLIER);
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, SUPPLIER, "get", "()Ljava/lang/Object;", true);
    code.visitTypeInsn(Opcodes.CHECKCAST, "[Ljava/lang/Object;");
    code.visitInsn(Opcodes.DUP);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.AALOAD);
    code.visitTypeInsn(Opcodes.CHECKCAST, owner.getInternalName());
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, ADVICE, owner.getDescriptor());
    code.visitInsn(Opcodes.DUP);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.AALOAD);
    code.visitTypeInsn(Opcodes.CHECKCAST, CONSUMER);
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, FAILED, "L" + CONSUMER + ";");
    code.visitInsn(Opcodes.ICONST_2);
    code.visitInsn(Opcodes.AALOAD);
    code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Class");
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, RESULT, CLASS);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void call(MethodVisitor code) {
    Label start = new Label();
    Label end = new Label();
    Label thrown = new Label();
    code.visitCode();
    code.visitTryCatchBlock(start, end, thrown, "java/lang/Throwable");
    code.visitLabel(start);
    code.visitFieldInsn(Opcodes.GETSTATIC, name, ADVICE, owner.getDescriptor());
    int first = valueFirst ? arguments[0].getSize() : 0;
    int local = first;
    for (int i = valueFirst ? 1 : 0; i < arguments.length; i++) {
      load(code, i, local);
      local += arguments[i].getSize();
    }
    if (valueFirst) {
      load(code, 0, 0);
    }
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        owner.getInternalName(),
        advice.getName(),
        Type.getMethodDescriptor(advice),
        false);
    if (isCast) {
      castResult(code);
    }
    code.visitLabel(end);
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitLabel(thrown);
    code.visitFrame(
        Opcodes.F_NEW, arguments.length, locals(), 1, new Object[] {"java/lang/Throwable"});
    code.visitVarInsn(Opcodes.ASTORE, local);
    code.visitFieldInsn(Opcodes.GETSTATIC, name, FAILED, "L" + CONSUMER + ";");
    code.visitVarInsn(Opcodes.ALOAD, local);
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, CONSUMER, "accept", "(Ljava/lang/Object;)V", true);
    inert(code);
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void load(MethodVisitor code, int argument, int local) {
    code.visitVarInsn(arguments[argument].getOpcode(Opcodes.ILOAD), local);
    if (!arguments[argument].equals(taken[argument])) {
      code.visitTypeInsn(Opcodes.CHECKCAST, taken[argument].getInternalName());
    }
  }

  /** By the class itself, because the server may hide it from a name. */
  private void castResult(MethodVisitor code) {
    code.visitFieldInsn(Opcodes.GETSTATIC, name, RESULT, CLASS);
    code.visitInsn(Opcodes.SWAP);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/Class",
        "cast",
        "(Ljava/lang/Object;)Ljava/lang/Object;",
        false);
  }

  private void inert(MethodVisitor code) {
    if (inertIsFirst) {
      code.visitVarInsn(arguments[0].getOpcode(Opcodes.ILOAD), 0);
    } else {
      Bytecode.pushDefault(code, result);
    }
  }

  private Object[] locals() {
    Object[] locals = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      locals[i] = Bytecode.frameType(arguments[i]);
    }
    return locals;
  }
}
