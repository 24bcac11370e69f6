package dev.drop444.undertow;

import dev.drop444.engine.gate.Closing;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.util.AttachmentKey;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one HTTP/2 connection that were reset before their request body had ended. Made
 * when there is one; bounded, oldest out. Confined to the connection's I/O thread.
 */
final class DroppedUploads {

  private static final AttachmentKey<DroppedUploads> KEY =
      AttachmentKey.create(DroppedUploads.class);

  /** More resets than this in flight end the connection anyway (CVE-2025-9784). */
  private static final int MAX = 64;

  private final int[] streamIds = new int[MAX];
  private int next;
  private long left;

  /** The dropped uploads of a connection, null before the first. */
  static @Nullable DroppedUploads of(Http2Channel channel) {
    return channel.getAttachment(KEY);
  }

  /** Remembers one more. */
  static void add(Http2Channel channel, int streamId) {
    DroppedUploads uploads = of(channel);
    if (uploads == null) {
      uploads = new DroppedUploads();
      channel.putAttachment(KEY, uploads);
    }
    uploads.add(streamId);
  }

  void add(int streamId) {
    streamIds[next] = streamId;
    next = (next + 1) % MAX;
    left = Closing.DRAIN_BYTES;
  }

  /**
   * Whether a DATA frame was on its way when its stream was dropped.
   *
   * @param length of the frame, padding included; what is sent in spite of the reset is bounded
   */
  boolean expect(int streamId, long length) {
    for (int dropped : streamIds) {
      if (dropped == streamId) {
        left -= length;
        return left >= 0;
      }
    }
    return false;
  }
}
