package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpChannelOverHttp;
import org.eclipse.jetty.server.HttpInput;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;

/**
 * Keeps requests from handlers that get a bare answer, and tells the engine how watched requests go
 * on. Thread-safe.
 */
public final class ExchangeAdvice {

  private final Exchanges exchanges;
  private final Drops drops;
  private final RequestLogLine logLine;

  public ExchangeAdvice(Gates gates, Exchanges exchanges, Drops drops, RequestLogLine logLine) {
    this.exchanges = exchanges;
    this.drops = drops;
    this.logLine = logLine;
  }

  /**
   * The first handler is about to get a request.
   *
   * @return whether it was answered
   */
  public boolean handle(Server self, HttpChannel channel) {
    Verdict verdict = exchanges.answer(channel);
    if (verdict == null) {
      return false;
    }
    // Its head is replaced when it is sent.
    Response response = channel.getResponse();
    channel.getRequest().setHandled(true);
    response.setStatus(verdict.status());
    response.setContentLength(0);
    return true;
  }

  /**
   * Something of a body has arrived.
   *
   * @return false: the method always runs
   */
  public boolean onContent(HttpChannel self, HttpInput.Content content) {
    RequestWatch watch = exchanges.watch(self);
    if (watch != null && content.remaining() > 0) {
      watch.bodyArrived(content.remaining());
    }
    return false;
  }

  /**
   * A body is waited for; in Jetty 9.4.
   *
   * @return false: the method always runs
   */
  public boolean onWaitForContent(HttpChannelOverHttp self) {
    awaited(self);
    return false;
  }

  /**
   * The same, from Jetty 10 on.
   *
   * @param there whether there is something
   * @return the same
   */
  public boolean needContent(HttpChannelOverHttp self, boolean there) {
    if (!there) {
      awaited(self);
    }
    return there;
  }

  private void awaited(HttpChannel channel) {
    RequestWatch watch = exchanges.watch(channel);
    if (watch != null) {
      watch.bodyAwaited();
    }
  }

  /**
   * A request is over, and about to be logged.
   *
   * @return false: the method always runs
   */
  public boolean onCompleted(HttpChannel self) {
    exchanges.completed(self);
    if (drops.exchange(self.getHttpTransport()) != null
        && !(self.getCommittedMetaData() instanceof BareAnswer)) {
      logLine.ofDroppedResponse(self);
    }
    return false;
  }
}
