package dev.drop444.jetty;

import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What advice leaves for later advice, as attributes of Jetty's own objects: with them it goes away
 * by itself. Reading costs a null check where no attribute was ever set.
 */
final class Marks {

  private static final String VERDICT = "dev.drop444.verdict";
  private static final String DROPPED = "dev.drop444.dropped";
  private static final String REFUSAL = "dev.drop444.refusal";
  private static final String THROWN = "dev.drop444.thrown";
  private static final String WATCH = "dev.drop444.watch";
  private static final String REFUSED = "dev.drop444.refused";
  private static final String DROPPED_REQUEST = "dev.drop444.dropped-request";
  private static final String SERVER_PAGE = "dev.drop444.page";

  private Marks() {}

  /** Keeps a verdict for the next time that the request comes by {@link RequestAdvice}. */
  static void rememberVerdict(Request sent, Verdict verdict) {
    sent.setAttribute(VERDICT, verdict);
  }

  /** The remembered verdict, or null. Taken away, so that the application never sees it. */
  static @Nullable Verdict takeVerdict(Request sent) {
    Object verdict = sent.getAttribute(VERDICT);
    if (verdict == null) {
      return null;
    }
    sent.removeAttribute(VERDICT);
    return (Verdict) verdict;
  }

  /**
   * Marks a connection that gets no further response. Requests that were pipelined behind the
   * dropped one lie in Jetty's buffer already, and Jetty 12 still handles them.
   */
  static void drop(ConnectionMetaData connection) {
    connection.setAttribute(DROPPED, true);
  }

  static boolean isDropped(ConnectionMetaData connection) {
    return connection.getAttribute(DROPPED) != null;
  }

  /** Marks a request that was dropped, or in place of whose response nothing is sent. */
  static void drop(Request sent) {
    sent.setAttribute(DROPPED_REQUEST, true);
  }

  /** Marks a request whose connection had ended before it was judged. */
  static void dropUnheard(Request sent) {
    sent.setAttribute(DROPPED_REQUEST, false);
  }

  static boolean isDropped(Request sent) {
    return sent.getAttribute(DROPPED_REQUEST) != null;
  }

  static boolean isUnheard(Request sent) {
    return Boolean.FALSE.equals(sent.getAttribute(DROPPED_REQUEST));
  }

  /** Keeps who watches a request for as long as its connection is being upgraded. */
  static void rememberWatch(ConnectionMetaData connection, RequestWatch watch) {
    connection.setAttribute(WATCH, watch);
  }

  /** Who watched, or null. Taken away. */
  static @Nullable RequestWatch takeWatch(ConnectionMetaData connection) {
    return (RequestWatch) connection.removeAttribute(WATCH);
  }

  /** Keeps the verdict about a request that Jetty's parser will refuse in a moment. */
  static void rememberRefusal(ConnectionMetaData connection, Verdict verdict) {
    connection.setAttribute(REFUSAL, verdict);
  }

  /** The remembered verdict, or null. */
  static @Nullable Verdict refusal(ConnectionMetaData connection) {
    return (Verdict) connection.getAttribute(REFUSAL);
  }

  /** The remembered verdict, or null. Taken away. */
  static @Nullable Verdict takeRefusal(ConnectionMetaData connection) {
    return (Verdict) connection.removeAttribute(REFUSAL);
  }

  /** Marks a request that a handler failed by throwing. */
  static void rememberThrownByHandler(Request sent) {
    sent.setAttribute(THROWN, true);
  }

  /** Whether it was marked. The mark is taken away: error pages need not see it. */
  static boolean takeThrownByHandler(Request sent) {
    return sent.removeAttribute(THROWN) != null;
  }

  /** Marks a request that Jetty refuses before any handler has it. */
  static void refuse(Request sent) {
    sent.setAttribute(REFUSED, true);
  }

  static boolean isRefused(Request sent) {
    return sent.getAttribute(REFUSED) != null;
  }

  /**
   * Marks a request that is answered with a page of Jetty's own.
   *
   * @param cause for which it is answered so, null if there is none
   */
  static void rememberServerPage(Request sent, @Nullable Throwable cause) {
    // Not a type of ours: the class may be loaded once more, beside Jetty's servlets.
    Object page = cause;
    sent.setAttribute(SERVER_PAGE, page == null ? (Object) true : page);
  }

  static boolean isServerPage(Request sent) {
    return sent.getAttribute(SERVER_PAGE) != null;
  }

  static @Nullable Throwable causeOfServerPage(Request sent) {
    Object page = sent.getAttribute(SERVER_PAGE);
    return page instanceof Throwable ? (Throwable) page : null;
  }
}
