package dev.drop444.engine.config;

import dev.drop444.engine.bot.BotSelection;
import dev.drop444.engine.gate.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What may be written where there is a fixed choice of words. */
final class Words {

  static final String EXPECTED_PROTOCOLS = "a list of " + Scalars.either(protocols());
  static final String EXPECTED_BOTS = "a list of " + Scalars.either(BotSelection.words());
  static final String EXPECTED_KINDS = "a list of any, strict, and kinds from the tables below";

  private Words() {}

  /** The HTTP versions, as they stand on a request line. */
  static List<String> protocols() {
    List<String> words = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      if (protocol != Protocol.UNKNOWN) {
        words.add(protocol.text());
      }
    }
    return words;
  }

  static Set<Protocol> protocols(List<String> words) {
    EnumSet<Protocol> protocols = EnumSet.noneOf(Protocol.class);
    for (String word : words) {
      protocols.add(Protocol.of(word));
    }
    return protocols;
  }
}
