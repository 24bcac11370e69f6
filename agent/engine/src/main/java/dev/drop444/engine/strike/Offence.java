package dev.drop444.engine.strike;

/**
 * What tells one hit from another: the same request sent again within a second is the retry of a
 * client whose connection was closed, and no second offence. Immutable.
 */
public final class Offence {

  /** Never the same as another one. */
  public static final long UNLIKE_ANY = 0;

  private final long request;
  private final long path;

  /**
   * An offence.
   *
   * @param request a hash of what was asked, {@link #UNLIKE_ANY} if nobody can say
   * @param path a hash of the path alone
   */
  public Offence(long request, long path) {
    this.request = request;
    this.path = path;
  }

  long request() {
    return request;
  }

  long path() {
    return path;
  }
}
