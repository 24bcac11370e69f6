package dev.drop444.weaver;

import dev.drop444.weaver.Hook.Point;
import dev.drop444.weaver.Hook.Skip;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the call sites of one method. Every call of advice is an {@code invokedynamic} whose first
 * argument is the value that the advice is about (result or thrown), if any; then come the receiver
 * and the method's arguments. {@link Linker} puts them into the order that advice declares.
 */
final class WovenMethod extends MethodVisitor {

  private static final String BRIDGE = "java/lang/Drop444Bridge";
  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          BRIDGE,
          "link",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/String;I)Ljava/lang/invoke/CallSite;",
          false);
  private static final int INERT_DEFAULT_VALUE = 0;
  private static final int INERT_FIRST_ARGUMENT = 1;
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  private final String family;
  private final String owner;
  private final boolean isStatic;
  private final Type[] arguments;
  private final Type result;
  private final List<Hook> hooks;
  private final Consumer<Hook> found;
  private final Label bodyStart = new Label();

  WovenMethod(
      MethodVisitor next,
      String family,
      String owner,
      int access,
      String descriptor,
      List<Hook> hooks,
      Consumer<Hook> found) {
    super(Opcodes.ASM9, next);
    this.family = family;
    this.owner = owner;
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.arguments = Type.getArgumentTypes(descriptor);
    this.result = Type.getReturnType(descriptor);
    this.hooks = hooks;
    this.found = found;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    for (Hook hook : hooks) {
      if (hook.point() == Point.ENTER) {
        enter(hook);
      }
      if (hook.point() != Point.CALL_RESULT && hook.point() != Point.STATIC_READ) {
        found.accept(hook);
      }
    }
    super.visitLabel(bodyStart);
  }

  private void enter(Hook hook) {
    Label body = new Label();
    loadReceiverAndArguments();
    callAdvice(hook, hook.adviceMethod(), "", "Z", INERT_DEFAULT_VALUE);
    super.visitJumpInsn(Opcodes.IFEQ, body);
    if (hook.skip() == Skip.ADVICE) {
      loadReceiverAndArguments();
      callAdvice(
          hook, hook.adviceMethod() + "Skipped", "", result.getDescriptor(), INERT_DEFAULT_VALUE);
    } else if (hook.skip() == Skip.TRUE) {
      super.visitInsn(Opcodes.ICONST_1);
    } else {
      Bytecode.pushDefault(mv, result);
    }
    super.visitInsn(result.getOpcode(Opcodes.IRETURN));
    super.visitLabel(body);
    visitInitialFrame(0, null);
    // Two frames may not share an offset: the body can start with one of its own.
    super.visitInsn(Opcodes.NOP);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      for (Hook hook : hooks) {
        if (hook.point() == Point.RETURN) {
          loadReceiverAndArguments();
          String value = result.getDescriptor();
          callAdvice(hook, hook.adviceMethod(), value, value, INERT_FIRST_ARGUMENT);
        }
      }
      for (Hook hook : hooks) {
        if (hook.point() == Point.RAISE) {
          if (result.getSize() > 0) {
            super.visitInsn(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
          }
          loadReceiverAndArguments();
          raise(hook, result.getSize() > 0 ? result.getDescriptor() : "");
        }
      }
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String callOwner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, callOwner, name, descriptor, isInterface);
    for (Hook hook : hooks) {
      Hook.Member call = hook.member();
      if (hook.point() == Point.CALL_RESULT
          && call != null
          && call.is(callOwner, name, descriptor)) {
        found.accept(hook);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        String value = Type.getReturnType(descriptor).getDescriptor();
        super.visitInvokeDynamicInsn(
            hook.adviceMethod(),
            "(" + value + "L" + owner + ";)" + value,
            LINK,
            adviceOf(hook, true),
            INERT_FIRST_ARGUMENT);
      }
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String fieldOwner, String name, String descriptor) {
    super.visitFieldInsn(opcode, fieldOwner, name, descriptor);
    for (Hook hook : hooks) {
      Hook.Member field = hook.member();
      if (hook.point() == Point.STATIC_READ
          && opcode == Opcodes.GETSTATIC
          && field != null
          && field.is(fieldOwner, name, descriptor)) {
        found.accept(hook);
        super.visitInvokeDynamicInsn(
            hook.adviceMethod(),
            "(" + descriptor + ")" + descriptor,
            LINK,
            adviceOf(hook, true),
            INERT_FIRST_ARGUMENT);
      }
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (hooks.stream().anyMatch(hook -> hook.point() == Point.THROW)) {
      Label handler = new Label();
      // Added last, so that the method's own handlers go first.
      super.visitTryCatchBlock(bodyStart, handler, handler, null);
      super.visitLabel(handler);
      visitInitialFrame(1, new Object[] {"java/lang/Throwable"});
      for (Hook hook : hooks) {
        if (hook.point() == Point.THROW) {
          super.visitInsn(Opcodes.DUP);
          loadReceiverAndArguments();
          raise(hook, THROWABLE);
        }
      }
      super.visitInsn(Opcodes.ATHROW);
    }
    super.visitMaxs(maxStack, maxLocals);
  }

  /** Throws what advice returns, without a branch and so without a frame. */
  private void raise(Hook hook, String value) {
    callAdvice(hook, hook.adviceMethod(), value, THROWABLE, INERT_DEFAULT_VALUE);
    super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "raise", "(" + THROWABLE + ")V", false);
  }

  private void callAdvice(Hook hook, String method, String value, String returns, int inert) {
    StringBuilder descriptor = new StringBuilder("(").append(value);
    if (!isStatic) {
      descriptor.append('L').append(owner).append(';');
    }
    for (Type argument : arguments) {
      descriptor.append(argument.getDescriptor());
    }
    super.visitInvokeDynamicInsn(
        method,
        descriptor.append(')').append(returns).toString(),
        LINK,
        adviceOf(hook, !value.isEmpty()),
        inert);
  }

  private String adviceOf(Hook hook, boolean valueFirst) {
    return new AdviceName(family, hook.advice(), valueFirst).text();
  }

  private void loadReceiverAndArguments() {
    int local = 0;
    if (!isStatic) {
      super.visitVarInsn(Opcodes.ALOAD, local++);
    }
    for (Type argument : arguments) {
      super.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
      local += argument.getSize();
    }
  }

  /** The frame at the method's entry: receiver and parameters, as the descriptor declares them. */
  private void visitInitialFrame(
      int stackSize, Object @org.jspecify.annotations.Nullable [] stack) {
    int count = 0;
    Object[] locals = new Object[arguments.length + 1];
    if (!isStatic) {
      locals[count++] = owner;
    }
    for (Type argument : arguments) {
      locals[count++] = Bytecode.frameType(argument);
    }
    super.visitFrame(Opcodes.F_NEW, count, locals, stackSize, stack);
  }
}
