package dev.drop444.tomcat;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * The request objects of Coyote's that have carried an exchange. Tomcat keeps them in pools: one
 * that is in use when drop444 leaves tells nobody its end, and would go on carrying the exchange,
 * and with it all of drop444, until Tomcat happens to use it again. Keeps none of them from being
 * collected. Thread-safe.
 */
public final class KnownRequests implements AutoCloseable {

  private final Set<Request> requests = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * The note of a request object that is known and carries nothing: an object of the JDK, which may
   * stay, and of this drop444 alone, so that the next one does not take it for its own.
   */
  @SuppressWarnings("StringConstructor") // another one than that of any other drop444
  private final String mark = new String("known to drop444");

  public KnownRequests() {}

  String mark() {
    return mark;
  }

  /**
   * Takes note of a request object, if it is met for the first time; takes a lock only then.
   *
   * @param note that it has had up to now
   */
  void meet(Request request, @Nullable Object note) {
    if (note != mark) {
      add(request);
    }
  }

  private synchronized void add(Request request) {
    requests.add(request);
  }

  /** Leaves nothing in Tomcat's pools. Nobody looks at exchanges any more. */
  @Override
  public synchronized void close() {
    requests.forEach(Exchange::abandon);
    requests.clear();
  }
}
