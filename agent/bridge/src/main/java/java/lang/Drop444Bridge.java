package java.lang;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;

/**
 * The one class of drop444 that every class loader can see.
 *
 * <p>It lives in {@code java.lang} because that is the only package that is visible from
 * everywhere: JBoss Modules hides a package appended to the boot class path, and appending one
 * prints a warning and costs class-data sharing. Once defined it can never be unloaded or replaced,
 * so <strong>its members are frozen</strong>: an older drop444 in the same process meets exactly
 * these.
 *
 * <p>A woven server method calls {@link #link} through {@code invokedynamic}, once per call site.
 * While no {@link #linker} is set, and whenever linking fails, the call site is inert: the server
 * behaves as if drop444 were not there.
 */
public final class Drop444Bridge {

  /** Inert result of a call site: the default value of its return type ({@code false}, null, 0). */
  public static final int DEFAULT_VALUE = 0;

  /** Inert result of a call site: its first argument, unchanged. */
  public static final int FIRST_ARGUMENT = 1;

  /**
   * Links call sites, or null while drop444 is not installed. Takes {@code {Lookup caller, String
   * adviceMethod, MethodType type, String advice, Integer inert}} and answers the {@link CallSite},
   * or null to leave the site inert.
   */
  public static volatile Function<Object[], CallSite> linker;

  private Drop444Bridge() {}

  /**
   * Bootstrap method of every woven call site. Never throws.
   *
   * @param caller the woven class
   * @param adviceMethod the method of the advice
   * @param type what the call site takes and returns
   * @param advice names the advice class
   * @param inert {@link #DEFAULT_VALUE} or {@link #FIRST_ARGUMENT}
   */
  public static CallSite link(
      MethodHandles.Lookup caller, String adviceMethod, MethodType type, String advice, int inert) {
    Function<Object[], CallSite> current = linker;
    if (current != null) {
      try {
        CallSite site = current.apply(new Object[] {caller, adviceMethod, type, advice, inert});
        if (site != null && site.type().equals(type)) {
          return site;
        }
      } catch (Throwable failed) {
        // Whatever went wrong on our side, the server carries on with the inert site.
      }
    }
    return new ConstantCallSite(inert(type, inert));
  }

  /**
   * What an inert call site of some type does.
   *
   * @param inert {@link #DEFAULT_VALUE} or {@link #FIRST_ARGUMENT}
   */
  public static MethodHandle inert(MethodType type, int inert) {
    if (inert != FIRST_ARGUMENT) {
      return MethodHandles.empty(type);
    }
    MethodHandle identity = MethodHandles.identity(type.parameterType(0));
    return MethodHandles.dropArguments(
            identity, 1, type.parameterList().subList(1, type.parameterCount()))
        .asType(type);
  }

  /**
   * Throws what advice asked a woven method to throw; null passes. Kept here so that woven code
   * needs no branch, and with it no new stack map frame.
   */
  public static void raise(Throwable toThrow) throws Throwable {
    if (toThrow != null) {
      throw toThrow;
    }
  }
}
