package dev.drop444.engine.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The header names that mean something to a check, found with one look-up. Immutable. */
final class FieldNames {

  /** Headers that have a check of their own. */
  enum Known {
    ACCEPT,
    ACCEPT_ENCODING,
    CONNECTION,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    EXPECT,
    HOST,
    HTTP2_SETTINGS,
    KEEP_ALIVE,
    PROXY,
    PROXY_CONNECTION,
    RANGE,
    REQUEST_RANGE,
    TE,
    TRANSFER_ENCODING,
    UPGRADE,
    USER_AGENT,
    /** Any other header. */
    OTHER;

    private static final Known[] VALUES = values();
  }

  private final WordTable table;
  private final boolean[] forbidden;

  FieldNames(List<String> forbiddenHeaders) {
    List<String> names = new ArrayList<>();
    for (Known known : Known.VALUES) {
      names.add(known.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    for (String name : forbiddenHeaders) {
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    this.table = new WordTable(names);
    this.forbidden = new boolean[names.size()];
    for (int i = 0; i < forbidden.length; i++) {
      forbidden[i] = forbiddenHeaders.contains(names.get(i));
    }
  }

  /** The place of a name, or {@link WordTable#NONE} if it means nothing. */
  int find(CharSequence name) {
    return table.find(name, 0, name.length());
  }

  /** What the name at a place has a check for; those come first in the table. */
  Known known(int place) {
    return place >= 0 && place < Known.VALUES.length ? Known.VALUES[place] : Known.OTHER;
  }

  boolean isForbidden(int place) {
    return place >= 0 && forbidden[place];
  }
}
