package dev.drop444.engine.rule;

import dev.drop444.engine.gate.RequestHead;
import java.util.List;

/** One of these header fields is absent. */
final class MissingHeaderCondition extends Condition {

  private final String[] fields;

  /**
   * A condition.
   *
   * @param fields in lower case
   */
  MissingHeaderCondition(Wording wording, List<String> fields) {
    super(wording, FIELD);
    this.fields = fields.toArray(new String[0]);
  }

  @Override
  Truth test(Facts facts) {
    if (!facts.isHeadKnown()) {
      return Truth.UNKNOWN;
    }
    RequestHead head = facts.head();
    for (String field : fields) {
      // HTTP/2 has :authority instead of Host, and adapters show it as the host.
      boolean there = field.equals("host") ? head.host() != null : head.header(field) != null;
      if (!there) {
        return Truth.YES;
      }
    }
    return Truth.NO;
  }
}
