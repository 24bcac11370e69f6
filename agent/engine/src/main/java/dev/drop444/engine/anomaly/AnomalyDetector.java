package dev.drop444.engine.anomaly;

import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;

/**
 * Finds the anomalies of a request head that some rule asks for: one pass over the target, one over
 * the header fields, whatever the number of rules.
 *
 * <p>Immutable; who looks at many requests keeps a {@link Pass}, which allocates nothing. Time is
 * linear in the size of the head, and no lock is taken. Of a part that no wanted kind needs,
 * nothing is read.
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

  /**
   * A detector for a configuration.
   *
   * @param wanted the kinds that any rule asks for, as {@linkplain Anomalies#mask bits}
   */
  public AnomalyDetector(long wanted, AnomalyLimits limits) {
    this.wanted = wanted & Anomalies.all();
    this.limits = limits;
    this.names = new FieldNames(this.wanted, limits.forbiddenHeaders);
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
   * The wanted kinds that a request shows, found with new working memory.
   *
   * @return as {@linkplain Anomalies#list bits}; 0 for a clean request
   * @throws RuntimeException only what the head throws
   */
  public long detect(RequestHead head) {
    return pass().detect(head);
  }

  /** Working memory, to be used for one request after the other. */
  public Pass pass() {
    return new Pass(this);
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
    long found = valid ? 0 : Anomaly.METHOD_INVALID.bit();
    boolean allowed =
        (wanted & Anomaly.METHOD_NOT_ALLOWED.bit()) == 0 || limits.allowsMethod(method);
    return allowed ? found : found | Anomaly.METHOD_NOT_ALLOWED.bit();
  }

  /** The working memory of one request at a time. Not thread-safe; allocates nothing. */
  public static final class Pass {
    private final AnomalyDetector detector;
    private final TargetPass target;
    private final FieldPass fields;

    private Pass(AnomalyDetector detector) {
      this.detector = detector;
      this.target = new TargetPass(detector.wanted, detector.limits);
      this.fields = new FieldPass(detector.wanted, detector.limits, detector.names);
    }

    /** As {@link AnomalyDetector#detect}. */
    public long detect(RequestHead head) {
      long wanted = detector.wanted;
      if (wanted == 0) {
        return 0;
      }
      long found = protocol(head.protocol());
      if ((wanted & METHOD_KINDS) != 0) {
        found |= detector.method(head.method());
      }
      if ((wanted & TARGET_KINDS) != 0) {
        found |= target.read(head.target(), head.method());
      }
      if ((wanted & FIELD_KINDS) != 0) {
        found |= fields.read(head);
      }
      return found & wanted;
    }
  }
}
