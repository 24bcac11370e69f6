package dev.drop444.engine.address.list;

/** What is wrong with a line of an address list. */
public enum LineFault {
  NOT_AN_ADDRESS("this is no IPv4 or IPv6 address, CIDR (203.0.113.0/24) or range (a-b)"),
  HOST_NAME("a host name is never resolved; write its addresses"),
  ZONE("an address with a zone cannot be used"),
  PREFIX("the prefix length must be a number from 0 to 32 for IPv4, from 0 to 128 for IPv6"),
  MAPPED_PREFIX("the prefix length of an IPv4-mapped address must be from 96 to 128"),
  MIXED_RANGE("a range cannot mix IPv4 and IPv6"),
  BACKWARD_RANGE("the range ends before it starts"),
  JSON("this is no JSON object on one line"),
  JSON_WITHOUT_CIDR("the JSON object has no member \"cidr\" that is a string"),
  JSON_CUT_OFF("the JSON document ends before its last bracket is closed"),
  TOO_LONG("the line is longer than 64 KiB");

  private final String sentence;

  LineFault(String sentence) {
    this.sentence = sentence;
  }

  /** A sentence for the operator. It quotes nothing of the line. */
  public String sentence() {
    return sentence;
  }
}
