package dev.drop444.packing;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class of a {@link Lambda}: the interface, a final field for each thing that it holds,
 * and the one method, which calls what the lambda calls. It belongs to the nest of the class that
 * it was written in (JEP 181), whose private methods it may therefore call.
 */
final class LambdaClass {

  static final String FACTORY = "make";
  static final String CONSTANT = "ONE";

  private final Lambda lambda;
  private final String nestHost;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  private LambdaClass(Lambda lambda, String nestHost) {
    this.lambda = lambda;
    this.nestHost = nestHost;
  }

  /**
   * A class file.
   *
   * @param nestHost the class that must name the new one as a member of its nest
   */
  static byte[] of(Lambda lambda, String nestHost) {
    return new LambdaClass(lambda, nestHost).write();
  }

  private byte[] write() {
    writer.visit(
        Opcodes.V11,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        lambda.className,
        null,
        "java/lang/Object",
        new String[] {lambda.type.getInternalName()});
    writer.visitNestHost(nestHost);
    for (int i = 0; i < lambda.captured.length; i++) {
      writer.visitField(
          Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
          field(i),
          lambda.captured[i].getDescriptor(),
          null,
          null);
    }
    constructor();
    if (lambda.isConstant()) {
      constant();
    } else {
      factory();
    }
    method();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String field(int index) {
    return "held" + index;
  }

  private String constructorDescriptor() {
    return Type.getMethodDescriptor(Type.VOID_TYPE, lambda.captured);
  }

  private void constructor() {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructorDescriptor(), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    int local = 1;
    for (int i = 0; i < lambda.captured.length; i++) {
      Type held = lambda.captured[i];
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(held.getOpcode(Opcodes.ILOAD), local);
      code.visitFieldInsn(Opcodes.PUTFIELD, lambda.className, field(i), held.getDescriptor());
      local += held.getSize();
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void constant() {
    String type = lambda.type.getDescriptor();
    writer.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, CONSTANT, type, null, null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    makeNew(code);
    code.visitFieldInsn(Opcodes.PUTSTATIC, lambda.className, CONSTANT, type);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void factory() {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_STATIC, FACTORY, lambda.factoryDescriptor(), null, null);
    code.visitCode();
    makeNew(code);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void makeNew(MethodVisitor code) {
    code.visitTypeInsn(Opcodes.NEW, lambda.className);
    code.visitInsn(Opcodes.DUP);
    int local = 0;
    for (Type held : lambda.captured) {
      code.visitVarInsn(held.getOpcode(Opcodes.ILOAD), local);
      local += held.getSize();
    }
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL, lambda.className, "<init>", constructorDescriptor(), false);
  }

  private void method() {
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC, lambda.method, lambda.erased.getDescriptor(), null, null);
    code.visitCode();
    Handle target = lambda.target;
    Type owner = Type.getObjectType(target.getOwner());
    boolean makes = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (makes) {
      code.visitTypeInsn(Opcodes.NEW, target.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    Type[] takes = Type.getArgumentTypes(target.getDesc());
    boolean onReceiver = !makes && target.getTag() != Opcodes.H_INVOKESTATIC;
    int next = onReceiver ? -1 : 0; // -1 is the receiver
    for (int i = 0; i < lambda.captured.length; i++, next++) {
      Type held = lambda.captured[i];
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, lambda.className, field(i), held.getDescriptor());
      Conversion.of(held, held, next < 0 ? owner : takes[next]).write(code);
    }
    Type[] erased = lambda.erased.getArgumentTypes();
    Type[] actual = lambda.actual.getArgumentTypes();
    int local = 1;
    for (int i = 0; i < erased.length; i++, next++) {
      code.visitVarInsn(erased[i].getOpcode(Opcodes.ILOAD), local);
      Conversion.of(erased[i], actual[i], next < 0 ? owner : takes[next]).write(code);
      local += erased[i].getSize();
    }
    code.visitMethodInsn(
        opcode(target),
        target.getOwner(),
        target.getName(),
        target.getDesc(),
        target.isInterface());
    Type gives = makes ? owner : Type.getReturnType(target.getDesc());
    Type wanted = lambda.erased.getReturnType();
    Conversion.of(gives, gives, wanted.getSort() == Type.VOID ? wanted : wanted(wanted))
        .write(code);
    code.visitInsn(wanted.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** What a primitive result becomes before it is any object: what the lambda says it is. */
  private Type wanted(Type erased) {
    return Conversion.isPrimitive(erased) ? erased : lambda.actual.getReturnType();
  }

  /** Private methods of the own nest are called as others are, since Java 11. */
  private static int opcode(Handle target) {
    switch (target.getTag()) {
      case Opcodes.H_INVOKESTATIC:
        return Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL:
        return Opcodes.INVOKESPECIAL;
      case Opcodes.H_INVOKEINTERFACE:
        return Opcodes.INVOKEINTERFACE;
      default:
        return target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    }
  }
}
