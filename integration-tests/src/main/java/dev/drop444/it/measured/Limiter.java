package dev.drop444.it.measured;

import java.util.Locale;

/** What stands before the application, as the system property {@code measured.limiter} says. */
enum Limiter {
  NONE,
  /** Tomcat's {@code RateLimitFilter}. */
  RATE_LIMIT_FILTER,
  /** A filter with a bucket of Bucket4j for each client. */
  BUCKET4J,
  /** Jetty's {@code DoSHandler}. */
  DOS_HANDLER;

  static Limiter wanted() {
    return valueOf(
        System.getProperty("measured.limiter", "none").toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
