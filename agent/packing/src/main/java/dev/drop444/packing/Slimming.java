package dev.drop444.packing;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/**
 * Takes out of a class file what no JVM looks at: the names of local variables, and what may be
 * null. Line numbers stay, for stack traces.
 */
final class Slimming {

  private static final String NULLNESS = "Lorg/jspecify/";

  private Slimming() {}

  static byte[] of(byte[] classFile) {
    // Not with the reader's constants, of which many are needed no more.
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new SlimClass(writer), 0);
    return writer.toByteArray();
  }

  private static boolean isNeeded(String annotation) {
    return !annotation.startsWith(NULLNESS);
  }

  private static final class SlimClass extends ClassVisitor {

    SlimClass(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return isNeeded(type) ? super.visitAnnotation(type, visible) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return isNeeded(type) ? super.visitTypeAnnotation(reference, path, type, visible) : null;
    }

    @Override
    public FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      return new FieldVisitor(
          Opcodes.ASM9, super.visitField(access, name, descriptor, signature, value)) {
        @Override
        public @Nullable AnnotationVisitor visitTypeAnnotation(
            int reference, @Nullable TypePath path, String type, boolean visible) {
          return isNeeded(type) ? super.visitTypeAnnotation(reference, path, type, visible) : null;
        }
      };
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new SlimMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private static final class SlimMethod extends MethodVisitor {

    SlimMethod(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitLocalVariable(
        String name,
        String descriptor,
        @Nullable String signature,
        Label start,
        Label end,
        int index) {}

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return isNeeded(type) ? super.visitTypeAnnotation(reference, path, type, visible) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitInsnAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return isNeeded(type) ? super.visitInsnAnnotation(reference, path, type, visible) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
        int reference,
        @Nullable TypePath path,
        Label[] start,
        Label[] end,
        int[] index,
        String type,
        boolean visible) {
      return null;
    }
  }
}
