package dev.drop444.report.mistake;

import org.jspecify.annotations.Nullable;

/** Somebody whom a finding is about; all text as the client sent it. Immutable. */
public final class Example {

  private final @Nullable String client;
  private final long count;
  private final long firstMillis;
  private final long lastMillis;
  private final @Nullable String request;
  private final @Nullable String userAgent;
  private final @Nullable String referer;

  Example(
      @Nullable String client,
      long count,
      long firstMillis,
      long lastMillis,
      @Nullable String request,
      @Nullable String userAgent,
      @Nullable String referer) {
    this.client = client;
    this.count = count;
    this.firstMillis = firstMillis;
    this.lastMillis = lastMillis;
    this.request = request;
    this.userAgent = userAgent;
    this.referer = referer;
  }

  /** An address; null if nobody knows it. */
  public @Nullable String client() {
    return client;
  }

  /** How many lines; 0 if that is no matter. */
  public long count() {
    return count;
  }

  /** In milliseconds since the epoch; 0 if that is no matter. */
  public long firstMillis() {
    return firstMillis;
  }

  public long lastMillis() {
    return lastMillis;
  }

  public @Nullable String request() {
    return request;
  }

  public @Nullable String userAgent() {
    return userAgent;
  }

  /** The page that it came from. */
  public @Nullable String referer() {
    return referer;
  }
}
