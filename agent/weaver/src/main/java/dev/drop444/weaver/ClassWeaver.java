package dev.drop444.weaver;

import java.util.List;

/**
 * Puts call sites into the bytes of one class. The seam behind which the bytecode library stands.
 */
interface ClassWeaver {

  /**
   * Weaves all hooks or fails.
   *
   * @param family the name under which {@link Linker} finds the advice
   * @param classFile the class as it would be loaded; left unchanged
   * @param hooks those of this class, in the order in which advice of one method is called
   * @return the woven class; no member is added, so that it also serves retransformation
   * @throws HookNotFoundException if a hook's method or inner call is not in the class
   */
  byte[] weave(String family, byte[] classFile, List<Hook> hooks) throws HookNotFoundException;

  /** The class is not what the hook was written for. */
  final class HookNotFoundException extends Exception {
    private static final long serialVersionUID = 1L;

    HookNotFoundException(Hook hook) {
      super(hook + " is not in this version");
    }
  }
}
