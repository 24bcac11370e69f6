package dev.drop444.packing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Gives each lambda and method reference a class of its own. The JVM makes such classes when they
 * are first needed, which takes it several times as long as loading one (it compiles the lambda's
 * call site, and writes the class): with a few hundred of them at start-up that is most of what an
 * agent costs. What programs see is the same.
 *
 * <p>Works on class files of Java 11 and later; not thread-safe.
 */
final class Unfolding {

  private final Map<String, byte[]> done = new LinkedHashMap<>();

  /** By the name of the nest's host. */
  private final Map<String, List<String>> newMembers = new LinkedHashMap<>();

  private Unfolding() {}

  /**
   * Class files in which no lambda is left to the JVM, and those of the lambdas.
   *
   * @param classFiles whole nests, by the classes' names as class files have them
   */
  static Map<String, byte[]> of(Map<String, byte[]> classFiles) {
    Unfolding unfolding = new Unfolding();
    classFiles.forEach((name, bytes) -> unfolding.done.put(name, bytes));
    classFiles.forEach(unfolding::unfold);
    unfolding.newMembers.forEach(unfolding::tellHost);
    return unfolding.done;
  }

  private void unfold(String name, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    // Not with the reader's constants, which would keep the bootstrap methods of the lambdas.
    ClassWriter writer = new ClassWriter(0);
    Lambdas lambdas = new Lambdas(writer);
    reader.accept(lambdas, 0);
    if (lambdas.found.isEmpty()) {
      return;
    }
    done.put(name, writer.toByteArray());
    for (Lambda lambda : lambdas.found) {
      done.put(lambda.className, LambdaClass.of(lambda, lambdas.nestHost));
      newMembers.computeIfAbsent(lambdas.nestHost, host -> new ArrayList<>()).add(lambda.className);
    }
  }

  private void tellHost(String host, List<String> members) {
    byte[] bytes = done.get(host);
    if (bytes == null) {
      throw new IllegalArgumentException("The nest of " + host + " is not whole");
    }
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            members.forEach(this::visitNestMember);
            super.visitEnd();
          }
        },
        0);
    done.put(host, writer.toByteArray());
  }

  /** Replaces what makes lambdas in one class. */
  private static final class Lambdas extends ClassVisitor {

    final List<Lambda> found = new ArrayList<>();
    String nestHost = "";
    private String name = "";

    Lambdas(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      this.name = name;
      this.nestHost = name;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitNestHost(String host) {
      this.nestHost = host;
      super.visitNestHost(host);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(
          Opcodes.ASM9, super.visitMethod(access, method, descriptor, signature, exceptions)) {
        @Override
        public void visitInvokeDynamicInsn(
            String method, String made, Handle bootstrap, Object... arguments) {
          Lambda lambda =
              Lambda.of(name + "$Lambda" + found.size(), method, made, bootstrap, arguments);
          if (lambda == null) {
            super.visitInvokeDynamicInsn(method, made, bootstrap, arguments);
            return;
          }
          found.add(lambda);
          if (lambda.isConstant()) {
            super.visitFieldInsn(
                Opcodes.GETSTATIC,
                lambda.className,
                LambdaClass.CONSTANT,
                lambda.type.getDescriptor());
          } else {
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                lambda.className,
                LambdaClass.FACTORY,
                lambda.factoryDescriptor(),
                false);
          }
        }
      };
    }
  }
}
