package dev.drop444.weaver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One place in a server's code where advice is called: data, not behaviour. Immutable.
 *
 * <p>Advice is an ordinary public class with public instance methods and one public constructor.
 * That takes the {@code Gates}, and whatever the advice shares with other advice: public classes
 * with such a constructor of their own. One instance of each serves all threads and all hooks of
 * one copy of a server, so advice is stateless or thread-safe. What a method takes and returns
 * follows from the {@link Point}; its parameter types may be any supertype of the woven method's,
 * such as {@code Object}. What an advice method throws is caught, counted and treated as "pass".
 */
public final class Hook {

  /** Where in the method, and what the advice there looks like. */
  public enum Point {
    /**
     * Before the first instruction: {@code boolean advice(Owner self, args...)}, where self is left
     * out of static methods. True skips the method's body; it then returns what {@link Skip} says.
     */
    ENTER,
    /**
     * At every normal return: {@code R advice(Owner self, args..., R result)}; the method returns
     * what the advice returns. Not for void methods.
     */
    RETURN,
    /**
     * At every normal return, after {@link #RETURN} hooks of the same method: {@code Throwable
     * advice(Owner self, args..., R result)} (no result for void methods). The method throws what
     * the advice returns; null lets it return.
     */
    RAISE,
    /**
     * Where the method ends by throwing: {@code Throwable advice(Owner self, args..., Throwable
     * thrown)}. What the advice returns is thrown instead; null leaves the original.
     */
    THROW,
    /**
     * After a call inside the method that {@link #after} names: {@code R advice(Owner self, R
     * result)}; the method goes on with what the advice returns. The owner must not be static.
     */
    CALL_RESULT,
    /**
     * After a read of a static field that {@link #reading} names: {@code R advice(R value)}; the
     * method goes on with what the advice returns. Static methods and constructors have it, too.
     */
    STATIC_READ
  }

  /** What a skipped method returns. */
  public enum Skip {
    /** Nothing, {@code false}, 0 or null, as the return type wants. */
    DEFAULT,
    /** {@code true}; for methods that return boolean. */
    TRUE,
    /**
     * What the advice's method {@code <method>Skipped(Owner self, args...)} returns; it is called
     * after the advice asked to skip.
     */
    ADVICE
  }

  private final String className;
  private final String method;
  private final @Nullable String descriptor;
  private final Point point;
  private final String advice;
  private final String adviceMethod;
  private final Skip skip;
  private final @Nullable Member member;
  private final Versions versions;

  private Hook(
      String className,
      String method,
      @Nullable String descriptor,
      Point point,
      String advice,
      String adviceMethod,
      Skip skip,
      @Nullable Member member,
      Versions versions) {
    this.className = Objects.requireNonNull(className);
    this.method = Objects.requireNonNull(method);
    this.descriptor = descriptor;
    this.point = Objects.requireNonNull(point);
    this.advice = Objects.requireNonNull(advice);
    this.adviceMethod = Objects.requireNonNull(adviceMethod);
    this.skip = skip;
    this.member = member;
    this.versions = versions;
  }

  /**
   * Starts a hook.
   *
   * @param className binary name of the server's class, with dots
   * @param method name of the method
   * @param descriptor its descriptor, or null for the one method of that name
   */
  public static At in(String className, String method, @Nullable String descriptor) {
    return new At(className, method, descriptor);
  }

  /** A hook that still lacks its point. */
  public static final class At {
    private final String className;
    private final String method;
    private final @Nullable String descriptor;

    private At(String className, String method, @Nullable String descriptor) {
      this.className = className;
      this.method = method;
      this.descriptor = descriptor;
    }

    /**
     * Completes the hook.
     *
     * @param point where in the method
     * @param advice simple name of the advice class in the family's package
     * @param adviceMethod the advice's method
     */
    public Hook call(Point point, String advice, String adviceMethod) {
      return new Hook(
          className,
          method,
          descriptor,
          point,
          advice,
          adviceMethod,
          Skip.DEFAULT,
          null,
          Versions.ALL);
    }
  }

  /** This hook, with another value for a method that is skipped. */
  public Hook skipping(Skip skip) {
    return new Hook(
        className, method, descriptor, point, advice, adviceMethod, skip, member, versions);
  }

  /**
   * This {@link Point#CALL_RESULT} hook, after the calls of one method.
   *
   * @param owner binary name of the class that the call names, with dots
   * @param name the called method
   * @param descriptor its descriptor
   */
  public Hook after(String owner, String name, String descriptor) {
    return at(new Member(owner.replace('.', '/'), name, descriptor));
  }

  /**
   * This {@link Point#STATIC_READ} hook, after the reads of one field.
   *
   * @param owner binary name of the class that the read names, with dots
   * @param name the field
   * @param descriptor its descriptor
   */
  public Hook reading(String owner, String name, String descriptor) {
    return at(new Member(owner.replace('.', '/'), name, descriptor));
  }

  private Hook at(Member inner) {
    return new Hook(
        className, method, descriptor, point, advice, adviceMethod, skip, inner, versions);
  }

  /** This hook, for some versions of its component only. */
  public Hook versions(Versions versions) {
    return new Hook(
        className, method, descriptor, point, advice, adviceMethod, skip, member, versions);
  }

  /** Binary name of the woven class, with dots. */
  public String className() {
    return className;
  }

  public String method() {
    return method;
  }

  /** The woven method's descriptor, or null for the one method of that name. */
  public @Nullable String descriptor() {
    return descriptor;
  }

  public Point point() {
    return point;
  }

  /** Simple name of the advice class. */
  public String advice() {
    return advice;
  }

  public String adviceMethod() {
    return adviceMethod;
  }

  public Skip skip() {
    return skip;
  }

  @Nullable Member member() {
    return member;
  }

  public Versions versions() {
    return versions;
  }

  @Override
  public String toString() {
    return className + "#" + method + (descriptor == null ? "" : descriptor) + " " + point;
  }

  /** What a woven method calls or reads. */
  static final class Member {
    final String owner;
    final String name;
    final String descriptor;

    Member(String owner, String name, String descriptor) {
      this.owner = owner;
      this.name = name;
      this.descriptor = descriptor;
    }

    boolean is(String owner, String name, String descriptor) {
      return this.owner.equals(owner)
          && this.name.equals(name)
          && this.descriptor.equals(descriptor);
    }
  }
}
