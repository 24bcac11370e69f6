package dev.drop444.engine.rule;

import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.ResponseHead;

/** A number that a request has. */
enum Quantity {
  /** The port at which the connection arrived. */
  PORT(Condition.WORD) {
    @Override
    long of(Facts facts) {
      int port = facts.port();
      return port == 0 ? UNKNOWN : port;
    }
  },

  /** Bytes, as the field says; absent if it is absent or no number. */
  CONTENT_LENGTH(Condition.FIELD) {
    @Override
    long of(Facts facts) {
      if (!facts.isHeadKnown()) {
        return UNKNOWN;
      }
      RequestHead head = facts.head();
      CharSequence value = head.header("content-length");
      return value == null ? ABSENT : number(value);
    }
  },

  /** Header field lines. */
  HEADER_COUNT(Condition.ALL_FIELDS) {
    @Override
    long of(Facts facts) {
      return facts.isHeadKnown() ? facts.headerCount() : UNKNOWN;
    }
  },

  /** Characters of all header field lines, with colon, space and line end. */
  HEADER_SIZE(Condition.ALL_FIELDS) {
    @Override
    long of(Facts facts) {
      return facts.isHeadKnown() ? facts.headerSize() : UNKNOWN;
    }
  },

  /** Of the response. */
  STATUS(Condition.ADDRESS) {
    @Override
    long of(Facts facts) {
      ResponseHead response = facts.response();
      return response == null ? UNKNOWN : response.status();
    }
  };

  /** In no range. */
  static final long ABSENT = -1;

  /** Nobody can say. */
  static final long UNKNOWN = -2;

  private final int cost;

  Quantity(int cost) {
    this.cost = cost;
  }

  abstract long of(Facts facts);

  int cost() {
    return cost;
  }

  /** A number too large for a long is the largest there is. */
  private static long number(CharSequence text) {
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return ABSENT;
      }
      number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
    }
    return text.length() == 0 ? ABSENT : number;
  }
}
