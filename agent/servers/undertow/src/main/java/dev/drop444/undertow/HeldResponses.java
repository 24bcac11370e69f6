package dev.drop444.undertow;

import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http.PipeliningBufferingStreamSinkConduit;
import java.io.IOException;

/**
 * The responses of a pipeline that Undertow holds back until it runs dry ({@code
 * BUFFER_PIPELINED_DATA}). They belong to requests that passed.
 */
final class HeldResponses {

  private HeldResponses() {}

  /**
   * Sends them. What the socket does not take at once is lost: a client that does not read is not
   * waited for. On the thread that may write.
   */
  static void deliver(HttpServerConnection connection) {
    PipeliningBufferingStreamSinkConduit held = connection.getPipelineBuffer();
    if (held != null) {
      try {
        held.flushPipelinedData();
      } catch (IOException | IllegalStateException gone) {
        // Nobody there to deliver to; or Undertow has given the buffer back by itself.
      }
    }
  }

  /**
   * Gives their buffer back. Only after the last exchange of a connection that has ended: Undertow
   * flushes it at the end of an exchange.
   */
  static void discard(HttpServerConnection connection) {
    PipeliningBufferingStreamSinkConduit held = connection.getPipelineBuffer();
    if (held != null) {
      try {
        held.truncateWrites();
      } catch (IOException gone) {
        // So is the buffer.
      }
    }
  }
}
