package dev.drop444.it.clients;

import dev.drop444.it.wire.End;
import dev.drop444.it.wire.Http1;
import dev.drop444.it.wire.Request;
import dev.drop444.it.wire.Response;
import dev.drop444.it.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at an address who asks a port of ours over HTTP/1.1, each time on a connection of its
 * own. Immutable.
 *
 * @param from a loopback address
 */
public record Caller(String from, int port) {

  /** What {@link #ask} says of a request that got no byte, whether with FIN or with RST. */
  public static final String SILENCE = "silence";

  private static final int SILENCE_MILLIS = 100;
  private static final int MOST_SILENCES = 200;

  /**
   * Asks, and waits for the answer.
   *
   * @return the status, or {@link #SILENCE}
   */
  public String ask(Request request) {
    Response response = answer(request);
    return response == null ? SILENCE : Integer.toString(response.status());
  }

  /** A GET by a browser. */
  public String get(String target) {
    return ask(Request.get(target));
  }

  /** A form, sent by a browser. */
  public String post(String target, String form) {
    return ask(Request.form(target, form));
  }

  /** The response, or null if not a byte came. */
  public @Nullable Response answer(Request request) {
    try (Wire wire = Wire.plain(from, port)) {
      Http1 http = new Http1(wire);
      http.send(request.http1());
      return http.receive();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asks something that must be met with silence, also of a proxy that leaves the client waiting.
   *
   * <p>Of a connection that was forgotten at the other end nothing is heard any more, until one
   * says something oneself: then comes RST.
   *
   * @return whether not a byte came until the connection was over
   * @throws AssertionError if it does not end
   */
  public boolean silenced(Request request) {
    try (Wire wire = Wire.plain(from, port)) {
      wire.send(request.http1());
      for (int i = 0; i < MOST_SILENCES; i++) {
        if (!wire.isSilentFor(SILENCE_MILLIS)) {
          return false;
        }
        if (wire.end() != End.OPEN) {
          return true;
        }
        wire.send(new byte[] {'x'});
      }
      throw new AssertionError("Neither an answer nor an end");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Connects, and says nothing: for whom is refused at accept.
   *
   * @return how the server ended the connection
   * @throws AssertionError if it leaves the connection open or says something
   */
  public End refusal() {
    try (Wire wire = Wire.plain(from, port)) {
      if (wire.receiveAll().length > 0) {
        throw new AssertionError("The server speaks");
      }
      return wire.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
