package dev.drop444.engine.anomaly;

import dev.drop444.engine.text.WordTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The header names that mean something to a check that somebody wants, found with one look-up.
 * Immutable.
 */
final class FieldNames {

  private static final long LENGTHS =
      Anomaly.CONTENT_LENGTH_NOT_NUMERIC.bit()
          | Anomaly.CONTENT_LENGTH_DUPLICATE.bit()
          | Anomaly.TRANSFER_ENCODING_AND_CONTENT_LENGTH.bit()
          | Anomaly.GET_WITH_BODY.bit()
          | Anomaly.POST_WITHOUT_LENGTH.bit()
          | Anomaly.CONTENT_TYPE_MISSING.bit();
  private static final long CODINGS =
      Anomaly.TRANSFER_ENCODING_INVALID.bit() | Anomaly.CONNECTION_HEADER_IN_HTTP2.bit();
  private static final long CONTENT_TYPES =
      Anomaly.CONTENT_TYPE_MISSING.bit()
          | Anomaly.CONTENT_TYPE_INVALID.bit()
          | Anomaly.CONTENT_TYPE_NOT_ALLOWED.bit()
          | Anomaly.CONTENT_TYPE_CHARSET.bit();
  private static final long ACCEPTS =
      Anomaly.ACCEPT_MISSING.bit() | Anomaly.ACCEPT_EMPTY.bit() | Anomaly.ACCEPT_CHARSET_ODD.bit();
  private static final long USER_AGENTS =
      Anomaly.USER_AGENT_MISSING.bit() | Anomaly.USER_AGENT_EMPTY.bit();
  private static final long RANGES = Anomaly.RANGE_INVALID.bit() | Anomaly.RANGE_MANY_PARTS.bit();
  private static final long IN_HTTP2 = Anomaly.CONNECTION_HEADER_IN_HTTP2.bit();

  /** Headers that have a check of their own. */
  enum Known {
    ACCEPT(ACCEPTS),
    ACCEPT_ENCODING(Anomaly.ACCEPT_ENCODING_TOO_LONG.bit()),
    CONNECTION(IN_HTTP2 | Anomaly.CONNECTION_CONFLICT.bit()),
    CONTENT_LENGTH(LENGTHS),
    CONTENT_TYPE(CONTENT_TYPES),
    EXPECT(Anomaly.EXPECT_UNKNOWN.bit()),
    HOST(Anomaly.HOST_MISSING.bit() | Anomaly.HOST_DUPLICATE.bit()),
    HTTP2_SETTINGS(IN_HTTP2 | LENGTHS | CODINGS | Anomaly.CONNECTION_CONFLICT.bit()),
    KEEP_ALIVE(IN_HTTP2),
    PROXY(Anomaly.PROXY_HEADER.bit()),
    PROXY_CONNECTION(IN_HTTP2),
    RANGE(RANGES),
    REQUEST_RANGE(Anomaly.REQUEST_RANGE.bit()),
    TE(IN_HTTP2),
    TRANSFER_ENCODING(LENGTHS | CODINGS),
    UPGRADE(IN_HTTP2 | Anomaly.ACCEPT_MISSING.bit()),
    USER_AGENT(USER_AGENTS),
    /** Any other header. */
    OTHER(0);

    /** The kinds for which it matters. */
    private final long kinds;

    Known(long kinds) {
      this.kinds = kinds;
    }
  }

  private final WordTable table;
  private final Known[] known;
  private final boolean[] forbidden;

  /**
   * Names for a configuration.
   *
   * @param wanted the kinds of anomalies that any rule asks for, as bits
   */
  FieldNames(long wanted, List<String> forbiddenHeaders) {
    List<String> names = new ArrayList<>();
    List<Known> meanings = new ArrayList<>();
    for (Known each : Known.values()) {
      if ((each.kinds & wanted) != 0) {
        names.add(each.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        meanings.add(each);
      }
    }
    boolean anyForbidden = (wanted & Anomaly.HEADER_FORBIDDEN.bit()) != 0;
    for (String name : forbiddenHeaders) {
      if (anyForbidden && !names.contains(name)) {
        names.add(name);
        meanings.add(Known.OTHER);
      }
    }
    this.table = new WordTable(names);
    this.known = meanings.toArray(new Known[0]);
    this.forbidden = new boolean[names.size()];
    for (int i = 0; i < forbidden.length; i++) {
      forbidden[i] = forbiddenHeaders.contains(names.get(i));
    }
  }

  /** The place of a name, or {@link WordTable#NONE} if it means nothing. */
  int find(CharSequence name) {
    return table.find(name, 0, name.length());
  }

  /** What the name at a place has a check for. */
  Known known(int place) {
    return known[place];
  }

  boolean isForbidden(int place) {
    return forbidden[place];
  }
}
