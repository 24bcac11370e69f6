package dev.drop444.engine.rate;

import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What is known of something that is counted. */
public interface Countable {

  /**
   * The client's own address; null if nobody knows it, as behind a proxy that is not configured.
   */
  @Nullable InetAddress knownClient();

  /** The request; null if the server could not read it. */
  @Nullable RequestHead knownHead();
}
