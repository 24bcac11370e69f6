package dev.drop444.engine.rule;

import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.pattern.many.PatternSet;
import dev.drop444.engine.request.RequestPath;
import dev.drop444.engine.request.RequestQuery;
import dev.drop444.engine.request.Span;

/** Takes the request target apart for patterns. Keeps a buffer; not thread-safe. */
final class TargetTexts {

  /** Grows to the longest query that had to be decoded, which the server's limits bound. */
  private final StringBuilder decoded = new StringBuilder();

  /** The decoded, normalised path. Allocates only if it is not sent in that form. */
  boolean collectPath(RequestHead head, PatternSet patterns, long[] found) {
    CharSequence target = head.target();
    long span = RequestPath.find(target);
    if (span == Span.NONE) {
      String path = RequestPath.normalise(target);
      return patterns.collect(path, 0, path.length(), found);
    }
    return patterns.collect(target, Span.start(span), Span.end(span), found);
  }

  /** The path as sent, without scheme, host and query. */
  boolean collectRawPath(RequestHead head, PatternSet patterns, long[] found) {
    CharSequence target = head.target();
    long span = RequestPath.raw(target);
    return patterns.collect(target, Span.start(span), Span.end(span), found);
  }

  /** The decoded query; nothing fits if there is none. */
  boolean collectQuery(RequestHead head, PatternSet patterns, long[] found) {
    CharSequence target = head.target();
    long span = RequestQuery.find(target);
    if (span == Span.NONE) {
      return false;
    }
    if (RequestQuery.isPlain(target, span)) {
      return patterns.collect(target, Span.start(span), Span.end(span), found);
    }
    decoded.setLength(0);
    RequestQuery.decode(target, span, decoded);
    return patterns.collect(decoded, 0, decoded.length(), found);
  }
}
