package dev.drop444.weaver;

/**
 * How a woven call site names its advice: {@code tomcat/AcceptAdvice}, or {@code
 * tomcat/RequestAdvice!} if the site passes the value that the advice is about before the receiver,
 * where the stack has it. Written by {@link WovenMethod}, read by {@link Linker}. Immutable.
 */
final class AdviceName {

  private static final String VALUE_FIRST = "!";

  final String family;
  final String advice;
  final boolean valueFirst;

  AdviceName(String family, String advice, boolean valueFirst) {
    this.family = family;
    this.advice = advice;
    this.valueFirst = valueFirst;
  }

  static AdviceName parse(String text) {
    boolean valueFirst = text.endsWith(VALUE_FIRST);
    int slash = text.indexOf('/');
    int end = valueFirst ? text.length() - VALUE_FIRST.length() : text.length();
    return new AdviceName(text.substring(0, slash), text.substring(slash + 1, end), valueFirst);
  }

  String text() {
    return family + "/" + advice + (valueFirst ? VALUE_FIRST : "");
  }
}
