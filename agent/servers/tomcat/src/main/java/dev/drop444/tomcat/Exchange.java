package dev.drop444.tomcat;

import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import java.nio.channels.NetworkChannel;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way from the request gate to its end: as the gates see it, and what one of them
 * leaves to the next. One object for both, because a good request shall cost no second one.
 *
 * <p>Kept as a note of Coyote's request, where the application cannot see it, and taken away at the
 * end, so that none of Tomcat's pools holds anything of ours. Confined to the thread that is at the
 * request, except for the watch, which those have to do with, too, that read an HTTP/2 connection.
 */
final class Exchange extends TomcatRequest {

  /** Tomcat counts up from 1 and is at 2. */
  private static final int NOTE = Constants.MAX_NOTES - 1;

  /** The note of a stream's request object that nobody may use again. */
  private static final String DROPPED = "dropped";

  private @Nullable AbstractProcessor stream;
  private volatile @Nullable RequestWatch watch;
  private @Nullable Verdict answer;
  private boolean passedOn;
  private boolean judged;
  private boolean toBeDropped;
  private boolean toBeClosed;
  private boolean dropped;
  private boolean errorPage;
  private boolean bodyMalformed;

  Exchange(
      Connections connections,
      Request request,
      SocketWrapperBase<?> connection,
      NetworkChannel channel) {
    super(connections, request, connection, channel);
  }

  /** The exchange that a request is in, or null if it did not pass the request gate. */
  static @Nullable Exchange of(Request request) {
    Object note = request.getNote(NOTE);
    // That of another drop444 has another class of this name.
    return note instanceof Exchange ? (Exchange) note : null;
  }

  /**
   * The request comes by HTTP/2.
   *
   * @param processor a {@code StreamProcessor}
   */
  void on(AbstractProcessor processor) {
    stream = processor;
  }

  /** The request comes by AJP. */
  void onAjp() {
    passedOn = true;
  }

  @Override
  boolean isPassedOn() {
    return passedOn;
  }

  /**
   * Of HTTP/1: {@code Http11InputBuffer.parseHeader} takes a line with anything else for malformed,
   * and shows nobody its field (8.5.78 to 11.0.27).
   */
  @Override
  public boolean hasCheckedFields() {
    return stream == null && !passedOn;
  }

  /**
   * Whether the request is that of a processor. The request object may be: Tomcat is not done with
   * the processor when it gives that away (11.0.0).
   */
  boolean isOn(AbstractProcessor processor) {
    return stream == processor;
  }

  /** Whether the request has come by HTTP/2, or goes on in it. */
  boolean isStream() {
    return stream != null;
  }

  /** The request has passed the request gate, or is to be answered because of it. */
  void begin(Verdict verdict) {
    answer = verdict.responds() ? verdict : null;
    watch = verdict.watch();
    carry(request, this);
    RequestWatch told = watch;
    if (told == null) {
      return;
    }
    if (isStream()) {
      connections.began(this);
    }
    if (isStream() || Http1Drop.announcesBody(request)) {
      // What has come together with the head, or on an HTTP/2 connection since.
      int arrived = request.getInputBuffer().available();
      if (arrived > 0) {
        told.bodyArrived(arrived);
      }
    }
  }

  /**
   * The request goes on as another object. What it has passed it need not pass again.
   *
   * @param clone of the request of this exchange, which is over without having been answered
   */
  void continueAs(Request clone) {
    Exchange next = new Exchange(connections, clone, connection, channel);
    next.watch = watch;
    next.answer = answer;
    watch = null;
    request.setNote(NOTE, connections.requests().mark());
    carry(clone, next);
    if (next.watch != null) {
      connections.began(next);
    }
  }

  private static void carry(Request request, Exchange exchange) {
    exchange.connections.requests().meet(request, request.getNote(NOTE));
    request.setNote(NOTE, exchange);
  }

  /** Takes an exchange away from its request, of which nobody will tell the end. On any thread. */
  static void forget(Request request) {
    Exchange exchange = of(request);
    if (exchange != null) {
      request.setNote(NOTE, exchange.connections.requests().mark());
    }
  }

  /** Leaves a request object as if drop444 had never been there. On any thread. */
  static void abandon(Request request) {
    request.setNote(NOTE, null);
  }

  /** Whether an exchange that is over was a stream which was dropped. */
  static boolean wasDropped(Request request) {
    return DROPPED.equals(request.getNote(NOTE));
  }

  /** The request is over, however it went. */
  void end() {
    request.setNote(NOTE, dropped && stream != null ? DROPPED : connections.requests().mark());
    if (watch != null) {
      connections.ended(this);
      complete();
    }
  }

  /** Nobody is there any more who could get the response. On any thread. */
  void complete() {
    RequestWatch told = watch;
    if (told != null) {
      watch = null;
      told.completed();
    }
  }

  /** Who wants to hear of the request's body, nearly always null. */
  @Nullable RequestWatch watch() {
    return watch;
  }

  /** The bare answer that the request gets, null for that of the application. */
  @Nullable Verdict answer() {
    return answer;
  }

  void answer(Verdict bare) {
    answer = bare;
  }

  /** Whether the response gate has been asked, or another gate has made that needless. */
  boolean isJudged() {
    return judged;
  }

  void judge() {
    judged = true;
  }

  /** Whether the body of the response is Tomcat's own page about an error. */
  boolean isErrorPage() {
    return errorPage;
  }

  void markErrorPage() {
    errorPage = true;
  }

  /**
   * Whether the body breaks the grammar, and the application, if it reads that far, cannot go on.
   */
  boolean isBodyMalformed() {
    return bodyMalformed;
  }

  void markBodyMalformed() {
    bodyMalformed = true;
  }

  /** Whether the client gets nothing any more. */
  boolean isToBeDropped() {
    return toBeDropped;
  }

  /** Whether what ends it for the client has been done, too. */
  boolean isDropped() {
    return dropped;
  }

  void dropLater() {
    judged = true;
    toBeDropped = true;
  }

  /** The connection is to go with it, when it is over. */
  void closeLater() {
    toBeClosed = true;
  }

  boolean isToBeClosed() {
    return toBeClosed;
  }

  void drop() {
    dropLater();
    dropped = true;
  }
}
