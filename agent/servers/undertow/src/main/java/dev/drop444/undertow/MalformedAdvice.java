package dev.drop444.undertow;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.LoneHead;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.Verdict;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * The malformed gate of HTTP/1: where Undertow answers 400 without asking a handler, and where its
 * own first handler does. Thread-safe. Costs requests that go well nothing: all of it hangs on
 * exceptions and on the refusal itself.
 */
public final class MalformedAdvice {

  /** So many digits no longer fit a long. */
  private static final int MAX_LENGTH_DIGITS = 19;

  private final Gates gates;
  private final HeaderNames headerNames = new HeaderNames();
  private final PrivateMembers members = new PrivateMembers();

  /**
   * What this thread's parser has just thrown and what is known of that request: the refusal
   * follows on the same thread, but Undertow tells it the exception only. An array of JDK and
   * Undertow types, so that a thread does not keep our loader alive after detach.
   */
  @SuppressWarnings("ThreadLocalUsage") // one advice a server copy, as good as static
  private final ThreadLocal<@Nullable Object[]> failed = new ThreadLocal<>();

  public MalformedAdvice(Gates gates) {
    this.gates = gates;
  }

  /**
   * Where the parser throws.
   *
   * @param read what was read last, up to and including the byte that is wrong
   * @return null: the exception goes its way
   */
  public @Nullable Throwable unparsable(
      Object parser,
      ByteBuffer read,
      Object state,
      @Nullable HttpServerExchange exchange,
      Throwable thrown) {
    if (exchange != null) {
      note(thrown, exchange, Refusal.ofParser(read, exchange, thrown), !isAll(read, exchange));
    }
    return null;
  }

  /** Whether the client has said all, as far as what was read before and last can tell. */
  private static boolean isAll(ByteBuffer read, HttpServerExchange exchange) {
    HeaderMap parsed = exchange.getRequestHeaders();
    return !parsed.contains(Headers.CONTENT_LENGTH)
        && !parsed.contains(Headers.TRANSFER_ENCODING)
        && LoneHead.isAllOf(read);
  }

  private void note(
      Throwable thrown, HttpServerExchange exchange, Refusal refusal, boolean moreToCome) {
    failed.set(
        new Object[] {thrown, exchange, refusal.what().name(), refusal.excerpt(), moreToCome});
  }

  /**
   * Where {@code HttpTransferEncoding.setupRequest} throws: the head is complete, but not how long
   * its body is.
   *
   * @return null: the exception goes its way
   */
  public @Nullable Throwable unframed(HttpServerExchange exchange, Throwable thrown) {
    note(thrown, exchange, Refusal.of(exchange, thrown), true);
    return null;
  }

  /**
   * Before {@code HttpReadListener.sendBadRequestAndClose}.
   *
   * @param thrown null if the head is too large
   * @return true if the connection ends without that answer
   */
  public boolean refuse(Object listener, StreamConnection channel, @Nullable Throwable thrown) {
    HttpServerConnection connection = members.connection(listener);
    if (Management.isLeftAlone(connection.getWorker(), gates)) {
      return false;
    }
    HttpServerExchange current = members.current(connection);
    Object[] note = noteOf(thrown);
    HttpServerExchange failing = current == null ? members.unfinished(listener) : current;
    Verdict verdict = judge(connection, note, failing, thrown);
    if (!verdict.drops()) {
      return false;
    }
    channel.getSourceChannel().suspendReads();
    boolean moreToCome = note == null || (Boolean) note[4];
    new Http1Drop(current, connection, verdict.closing(), members, moreToCome).begin();
    return true;
  }

  private Verdict judge(
      HttpServerConnection connection,
      Object @Nullable [] note,
      @Nullable HttpServerExchange failing,
      @Nullable Throwable thrown) {
    if (thrown instanceof RequestTooBigException
        && note != null
        && isUpload((HttpServerExchange) note[1])) {
      // Undertow 2.4.0 refuses a declared length above MAX_ENTITY_SIZE here, other versions while
      // a handler reads. An upload that is too large is not malformed; but no other gate will see
      // this request.
      return gates.request(new UndertowRequest((HttpServerExchange) note[1], headerNames, members));
    }
    if (note != null) {
      return ask(connection, Malformation.valueOf((String) note[2]), (CharSequence) note[3]);
    }
    Refusal refusal = Refusal.of(failing, thrown);
    return ask(connection, refusal.what(), refusal.excerpt());
  }

  /** Whether the declared length is one: Undertow lets numbers overflow. */
  private static boolean isUpload(HttpServerExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst(Headers.CONTENT_LENGTH);
    return length != null && length.length() < MAX_LENGTH_DIGITS;
  }

  @SuppressWarnings("ReferenceEquality") // this exception, not one like it
  private Object @Nullable [] noteOf(@Nullable Throwable thrown) {
    Object[] note = failed.get();
    if (note == null) {
      return null;
    }
    failed.remove();
    return note[0] == thrown ? note : null;
  }

  /**
   * Before {@code HostHeaderHandler.terminate}, with which Undertow 2.3.21 and later refuse a
   * {@code Host} field: in a handler that stands before all others, after the request gate.
   *
   * @return true if the connection ends without that answer
   */
  public boolean refuseHost(Object handler, HttpServerExchange exchange, String why) {
    if (!(exchange.getConnection() instanceof HttpServerConnection)) {
      return false;
    }
    HttpServerConnection connection = (HttpServerConnection) exchange.getConnection();
    if (Management.isLeftAlone(connection.getWorker(), gates)) {
      return false;
    }
    Verdict verdict = ask(connection, Malformation.SYNTAX, Excerpt.of(exchange));
    if (verdict.drops()) {
      // Not begin(): when the handler returns, Undertow ends an exchange that nobody has taken on
      // by responding 200.
      exchange.dispatch(
          connection.getIoThread(),
          new Http1Drop(exchange, connection, verdict.closing(), members));
    }
    return verdict.drops();
  }

  private Verdict ask(
      HttpServerConnection connection, Malformation what, @Nullable CharSequence excerpt) {
    InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
    InetSocketAddress local = connection.getLocalAddress(InetSocketAddress.class);
    InetAddress address = peer == null ? null : peer.getAddress();
    return gates.malformed(address, local == null ? 0 : local.getPort(), what, excerpt);
  }
}
