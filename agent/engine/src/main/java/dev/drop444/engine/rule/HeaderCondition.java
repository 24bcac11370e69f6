package dev.drop444.engine.rule;

import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.pattern.Patterns;

/** A header field has one of these values, in any of the lines in which it was sent. */
final class HeaderCondition implements HeadCondition {

  /**
   * More lines of one field than a server takes with its defaults (Undertow 200, Tomcat 100): a
   * client cannot hide a value behind others.
   */
  static final int MAX_LINES = 256;

  private final String name;
  private final Patterns values;

  HeaderCondition(String name, Patterns values) {
    this.name = name;
    this.values = values;
  }

  @Override
  public boolean holds(RequestHead head) {
    CharSequence value = head.header(name);
    for (int line = 1; value != null; line++) {
      if (values.match(value)) {
        return true;
      }
      value = line < MAX_LINES ? head.header(name, line) : null;
    }
    return false;
  }
}
