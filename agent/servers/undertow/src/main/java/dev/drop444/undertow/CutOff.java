package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The end of a connection of HTTP/1 whose exchange the application has. Only the TCP connection
 * ends; whoever reads from it or writes to it, blocked or not, finds out as if the client had gone,
 * and the exchange ends with an error. Confined to the connection's I/O thread.
 */
final class CutOff implements Runnable {

  private static final long PATIENCE_MILLIS = 1_000;

  private final HttpServerConnection http1;
  private final HttpServerExchange exchange;
  private final PrivateMembers members;
  private @Nullable Orphan orphan;

  CutOff(HttpServerConnection http1, HttpServerExchange exchange, PrivateMembers members) {
    this.http1 = http1;
    this.exchange = exchange;
    this.members = members;
  }

  /**
   * Cuts.
   *
   * @return false, with nothing done, if the exchange has just ended
   */
  @SuppressWarnings("ReferenceEquality") // this exchange, not one like it
  boolean cut(Closing how) {
    StreamConnection connection = http1.getChannel();
    Orphan made = Orphan.makeClosing(connection, exchange);
    if (made == null) {
      // The application's response is being dropped, and with it the connection.
      return true;
    }
    if (members.current(http1) != exchange) {
      made.forget();
      return false;
    }
    orphan = made;
    ConduitStreamSourceChannel source = connection.getSourceChannel();
    ConduitStreamSinkChannel sink = connection.getSinkChannel();
    boolean reads = source.isReadResumed();
    boolean writes = sink.isWriteResumed();
    try {
      cutTcp(members.tcp(connection), how);
    } catch (IOException gone) {
      // The client was faster.
    }
    // A thread that is blocked wakes up by itself, a listener does not.
    if (reads) {
      source.wakeupReads();
    }
    if (writes) {
      sink.wakeupWrites();
    }
    lookLater();
    return true;
  }

  private void lookLater() {
    try {
      http1.getIoThread().executeAfter(this, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      // With the server's threads the exchange ends, too.
    }
  }

  /**
   * Ends an exchange that cannot end by itself. Undertow drops what was to run after the connection
   * has closed, and XNIO does not call who wants to read or write then; both rely on that Undertow
   * ends the exchange, which waits for us.
   */
  @Override
  public void run() {
    Orphan cut = orphan;
    if (cut == null || !cut.isPending()) {
      return;
    }
    boolean mayWaitForTheWire =
        !exchange.isRequestComplete() || (exchange.isResponseStarted() && !cut.isDiscarded());
    if (members.isInCall(exchange) || !mayWaitForTheWire) {
      lookLater();
      return;
    }
    cut.completed();
  }

  private void cutTcp(StreamConnection tcp, Closing how) throws IOException {
    boolean plain = tcp.equals(http1.getChannel());
    StreamSinkConduit sink =
        plain ? http1.getOriginalSinkConduit() : tcp.getSinkChannel().getConduit();
    StreamSourceConduit source =
        plain ? http1.getOriginalSourceConduit() : tcp.getSourceChannel().getConduit();
    if (how == Closing.RST) {
      tcp.setOption(Options.CLOSE_ABORT, true);
    }
    // Not by closing the connection: that would end the conduits that the application may be using.
    // XNIO closes it as soon as both ends are terminated.
    try {
      if (how == Closing.FIN || exchange.isResponseStarted()) {
        // This alone wakes a thread that is blocked in writing.
        sink.terminateWrites();
      }
    } finally {
      try {
        // This wakes one that is blocked in reading; the JDK puts off closing a socket until then.
        source.terminateReads();
      } finally {
        sink.terminateWrites();
      }
    }
  }
}
