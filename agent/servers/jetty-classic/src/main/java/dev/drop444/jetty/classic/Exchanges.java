package dev.drop444.jetty.classic;

import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.jetty.io.Connections;
import dev.drop444.jetty.io.JettyConnection;
import java.util.Map;
import java.util.WeakHashMap;
import org.eclipse.jetty.server.HttpChannel;
import org.jspecify.annotations.Nullable;

/**
 * What the engine wants of requests that went on: to hear of their end, or a bare answer. Shared by
 * all advice beside one copy of Jetty, and by Jetty's channels, which serve one request after
 * another. Thread-safe; a channel that is forgotten is forgotten here.
 */
public final class Exchanges {

  private final Connections connections;
  private final Map<HttpChannel, RequestWatch> watched = new WeakHashMap<>();
  private final Map<HttpChannel, Verdict> answers = new WeakHashMap<>();

  /** Whether there has been any: nothing is locked for servers without such rules. */
  private volatile boolean any;

  private volatile boolean anyAnswer;

  public Exchanges(Gates gates, Connections connections) {
    this.connections = connections;
  }

  /** Keeps what the request gate has said of a request that goes on. */
  void remember(HttpChannel channel, Verdict verdict) {
    RequestWatch watch = verdict.watch();
    if (watch == null && !verdict.responds()) {
      return;
    }
    // First, so that the engine hears of the end whatever happens here.
    JettyConnection connection = connections.under(channel.getEndPoint());
    if (watch != null && connection != null) {
      connection.add(watch);
    }
    RequestWatch before = null;
    synchronized (this) {
      if (watch == null) {
        answers.put(channel, verdict);
        anyAnswer = true;
      } else {
        before = watched.put(channel, watch);
      }
      any = true;
    }
    complete(channel, before);
  }

  /** Who watches the request of a channel, null if nobody does. */
  @Nullable RequestWatch watch(HttpChannel channel) {
    if (!any) {
      return null;
    }
    synchronized (this) {
      return watched.get(channel);
    }
  }

  /** Whether any request may have got an answer of ours. */
  boolean hasAnswers() {
    return anyAnswer;
  }

  /** The answer that a request gets; null if it is the application's. */
  @Nullable Verdict answer(HttpChannel channel) {
    if (!anyAnswer) {
      return null;
    }
    synchronized (this) {
      return answers.get(channel);
    }
  }

  /** The same. Taken away. */
  @Nullable Verdict takeAnswer(HttpChannel channel) {
    if (!anyAnswer) {
      return null;
    }
    synchronized (this) {
      return answers.remove(channel);
    }
  }

  /** A request is over. */
  void completed(HttpChannel channel) {
    if (!any) {
      return;
    }
    RequestWatch watch;
    synchronized (this) {
      answers.remove(channel);
      watch = watched.remove(channel);
    }
    complete(channel, watch);
  }

  private void complete(HttpChannel channel, @Nullable RequestWatch watch) {
    if (watch == null) {
      return;
    }
    JettyConnection connection = connections.under(channel.getEndPoint());
    if (connection != null) {
      connection.remove(watch);
    }
    watch.completed();
  }
}
