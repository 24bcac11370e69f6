package dev.drop444.weaver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves with ASM. Only method bodies change, and existing stack map frames stay as they are: the
 * code that {@link WovenMethod} adds branches nowhere but at a method's entry, where the frame is
 * known from the descriptor. So no class hierarchy has to be looked up, and no class is loaded.
 */
final class AsmClassWeaver implements ClassWeaver {

  @Override
  public byte[] weave(String family, byte[] classFile, List<Hook> hooks)
      throws HookNotFoundException {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    WovenClass woven = new WovenClass(writer, family, hooks);
    reader.accept(woven, ClassReader.EXPAND_FRAMES);
    for (Hook hook : hooks) {
      if (!woven.found.contains(hook)) {
        throw new HookNotFoundException(hook);
      }
    }
    return writer.toByteArray();
  }

  private static final class WovenClass extends ClassVisitor {
    final Set<Hook> found = new HashSet<>();
    private final String family;
    private final List<Hook> hooks;
    private String owner = "";

    WovenClass(ClassVisitor next, String family, List<Hook> hooks) {
      super(Opcodes.ASM9, next);
      this.family = family;
      this.hooks = hooks;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      this.owner = name;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) != 0) {
        return next;
      }
      List<Hook> mine = new ArrayList<>();
      for (Hook hook : hooks) {
        if (hook.method().equals(name)
            && (hook.descriptor() == null || hook.descriptor().equals(descriptor))) {
          mine.add(hook);
        }
      }
      return mine.isEmpty() || next == null
          ? next
          : new WovenMethod(next, family, owner, access, descriptor, mine, found::add);
    }
  }
}
