package dev.drop444.management;

/** What came to one server. */
public interface TrafficMXBean {

  /** Connections that came to the accept gate. */
  long getConnections();

  /** Requests that came to the request gate. */
  long getRequests();

  /** What the server refused as malformed. */
  long getMalformed();

  /** Bare answers that told a proxy to drop. */
  long getSignals();

  /** Of what was dropped: before the server had read it. */
  long getEarly();

  /** What was malformed and got the server's own answer because a proxy sent it. */
  long getSpared();
}
