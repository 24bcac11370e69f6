package dev.drop444.engine.client;

import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.text.WordTable;
import java.util.List;

/**
 * Looks for the header fields that only proxies send, all of them in one pass. The working memory
 * of one request at a time.
 */
final class ProxyEvidence implements FieldVisitor {

  /** No such field. */
  static final int NONE = -1;

  private final List<String> names;
  private final WordTable table;
  private int first;

  /**
   * Looks for these.
   *
   * @param names in lower case, those that say more first
   */
  ProxyEvidence(List<String> names) {
    this.names = names;
    this.table = new WordTable(names);
  }

  /** The place among the names of the first of them that a request has, or {@link #NONE}. */
  int find(RequestHead head) {
    first = NONE;
    try {
      head.fields(this);
    } catch (UnsupportedOperationException cannotShowFields) {
      return findOneByOne(head);
    }
    return first;
  }

  private int findOneByOne(RequestHead head) {
    for (int i = 0; i < names.size(); i++) {
      if (head.header(names.get(i)) != null) {
        return i;
      }
    }
    return NONE;
  }

  @Override
  public boolean field(CharSequence name, CharSequence value) {
    int place = table.find(name, 0, name.length());
    if (place != WordTable.NONE && (first == NONE || place < first)) {
      first = place;
    }
    return first != 0;
  }
}
