package dev.drop444.engine.anomaly;

import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.reuse.Spares;

/**
 * Finds the anomalies of a request head that some rule asks for: one pass over the target, one over
 * the header fields, whatever the number of rules.
 *
 * <p>Thread-safe. Time is linear in the size of the head. Nothing is allocated once each core has
 * made its working memory, and no lock is taken. Of a part that no wanted kind needs, nothing is
 * read.
 */
public final class AnomalyDetector {

  private static final long METHOD_KINDS =
      Anomaly.METHOD_INVALID.bit() | Anomaly.METHOD_NOT_ALLOWED.bit();
  private static final long TARGET_KINDS =
      kinds(Anomaly.TARGET_INVALID, Anomaly.ARGUMENTS_TOO_LONG);
  private static final long FIELD_KINDS =
      kinds(Anomaly.HEADER_NAME_INVALID, Anomaly.EXPECT_UNKNOWN);

  private final long wanted;
  private final AnomalyLimits limits;
  private final FieldNames names;
  private final Spares<Pass> passes;

  /**
   * A detector for a configuration.
   *
   * @param wanted the kinds that any rule asks for, as {@linkplain Anomalies#mask bits}
   */
  public AnomalyDetector(long wanted, AnomalyLimits limits) {
    this.wanted = wanted & Anomalies.all();
    this.limits = limits;
    this.names = new FieldNames(limits.forbiddenHeaders);
    this.passes =
        new Spares<>(
            () -> new Pass(new TargetPass(limits), new FieldPass(this.wanted, limits, names)));
  }

  /** The kinds declared from one to another. */
  private static long kinds(Anomaly first, Anomaly last) {
    return (last.bit() << 1) - first.bit();
  }

  /** The kinds that are looked for. */
  public long wanted() {
    return wanted;
  }

  /**
   * The wanted kinds that a request shows.
   *
   * @return as {@linkplain Anomalies#list bits}; 0 for a clean request
   * @throws RuntimeException only what the head throws
   */
  public long detect(RequestHead head) {
    if (wanted == 0) {
      return 0;
    }
    long found = protocol(head.protocol());
    if ((wanted & METHOD_KINDS) != 0) {
      found |= method(head.method());
    }
    if ((wanted & (TARGET_KINDS | FIELD_KINDS)) != 0) {
      Pass pass = passes.take();
      try {
        found |= pass.read(head, wanted);
      } finally {
        passes.give(pass);
      }
    }
    return found & wanted;
  }

  private static long protocol(Protocol protocol) {
    if (protocol == Protocol.UNKNOWN) {
      return Anomaly.PROTOCOL_VERSION_UNSUPPORTED.bit();
    }
    return protocol == Protocol.HTTP_0_9 ? Anomaly.HTTP_0_9.bit() : 0;
  }

  private long method(CharSequence method) {
    boolean valid = method.length() > 0;
    for (int i = 0; i < method.length() && valid; i++) {
      valid = Chars.isToken(method.charAt(i));
    }
    return (valid ? 0 : Anomaly.METHOD_INVALID.bit())
        | (limits.allowsMethod(method) ? 0 : Anomaly.METHOD_NOT_ALLOWED.bit());
  }

  /** The working memory of one request at a time. */
  static final class Pass {
    private final TargetPass target;
    private final FieldPass fields;

    Pass(TargetPass target, FieldPass fields) {
      this.target = target;
      this.fields = fields;
    }

    long read(RequestHead head, long wanted) {
      long found = 0;
      if ((wanted & TARGET_KINDS) != 0) {
        found |= target.read(head.target(), head.method());
      }
      if ((wanted & FIELD_KINDS) != 0) {
        found |= fields.read(head);
      }
      return found;
    }
  }
}
