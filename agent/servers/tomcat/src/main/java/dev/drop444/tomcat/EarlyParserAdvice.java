package dev.drop444.tomcat;

import org.apache.coyote.http11.Http11InputBuffer;
import org.jspecify.annotations.Nullable;

/** Advice of the request line's parser in Tomcat 8.5, which has fewer parameters. Thread-safe. */
public final class EarlyParserAdvice {

  private final ConnectionAdvice connections;
  private final MalformedAdvice malformed;

  public EarlyParserAdvice(ConnectionAdvice connections, MalformedAdvice malformed) {
    this.connections = connections;
    this.malformed = malformed;
  }

  /** See {@link ConnectionAdvice#requestLineParsed}. */
  public boolean requestLineParsed(Http11InputBuffer input, boolean keptAlive, boolean parsed)
      throws Throwable {
    return connections.requestLineParsed(input, keptAlive, 0, 0, parsed);
  }

  /** See {@link MalformedAdvice#requestLineUnparsable}. */
  public @Nullable Throwable requestLineUnparsable(
      Http11InputBuffer input, boolean keptAlive, Throwable thrown) throws Throwable {
    return malformed.requestLineUnparsable(input, keptAlive, 0, 0, thrown);
  }
}
