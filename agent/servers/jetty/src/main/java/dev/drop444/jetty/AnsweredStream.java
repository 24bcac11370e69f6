package dev.drop444.jetty;

import dev.drop444.engine.gate.Verdict;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange goes on with that gets a {@link BareAnswer}: the head is replaced, and all that
 * is written besides goes nowhere and succeeds. Stands in front of Jetty's stream, by Jetty's own
 * means, and so is seen by no application. Confined as the stream behind it is.
 */
final class AnsweredStream extends HttpStream.Wrapper {

  private final Verdict verdict;
  private boolean answered;

  /**
   * A stream in place of another.
   *
   * @param next Jetty's
   * @param answered whether the answer was sent already
   */
  AnsweredStream(HttpStream next, Verdict verdict, boolean answered) {
    super(next);
    this.verdict = verdict;
    this.answered = answered;
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (content != null) {
      content.position(content.limit());
    }
    if (answered || response == null) {
      callback.succeeded();
      return;
    }
    answered = true;
    super.send(request, BareAnswer.of(verdict, response, this), true, null, callback);
  }
}
