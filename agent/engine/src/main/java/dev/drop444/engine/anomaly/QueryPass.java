package dev.drop444.engine.anomaly;

/** Judges the bytes of a query, one at a time. Not thread-safe. */
final class QueryPass {

  private final AnomalyLimits limits;
  private final Utf8 utf8 = new Utf8();

  private long found;
  private int arguments;
  private int total;
  private int nameLength;
  private int valueLength;
  private boolean inValue;

  QueryPass(AnomalyLimits limits) {
    this.limits = limits;
  }

  void reset() {
    found = 0;
    utf8.reset();
    arguments = 0;
    total = 0;
    startArgument();
  }

  long found() {
    return found;
  }

  /** The next byte; see {@link PathPass#next}. */
  void next(int value, boolean encoded) {
    if (value <= 0xff) {
      utf8.next(value);
    }
    if (value == 0 && encoded) {
      found |= Anomaly.QUERY_NUL.bit();
    }
    if (value == '&' && !encoded) {
      endArgument();
      startArgument();
    } else if (value == '=' && !encoded && !inValue) {
      inValue = true;
    } else if (inValue) {
      valueLength++;
    } else {
      nameLength++;
    }
  }

  /** The next byte, if it is a letter, a digit, a dash or an underscore. */
  void nextPlain() {
    utf8.nextAscii();
    if (inValue) {
      valueLength++;
    } else {
      nameLength++;
    }
  }

  private void startArgument() {
    nameLength = 0;
    valueLength = 0;
    inValue = false;
  }

  private void endArgument() {
    if (nameLength == 0 && !inValue) {
      return;
    }
    total += nameLength + valueLength;
    if (++arguments > limits.arguments) {
      found |= Anomaly.TOO_MANY_ARGUMENTS.bit();
    }
    if (nameLength > limits.argumentNameLength) {
      found |= Anomaly.ARGUMENT_NAME_TOO_LONG.bit();
    }
    if (valueLength > limits.argumentLength) {
      found |= Anomaly.ARGUMENT_TOO_LONG.bit();
    }
  }

  /** After the last byte. */
  void end() {
    endArgument();
    if (total > limits.argumentsLength) {
      found |= Anomaly.ARGUMENTS_TOO_LONG.bit();
    }
    if (utf8.isInvalid()) {
      found |= Anomaly.QUERY_UTF8_INVALID.bit();
    }
  }
}
