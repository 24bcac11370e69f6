package dev.drop444.engine.rule;

import dev.drop444.engine.rate.Limit;
import dev.drop444.engine.rate.LimitKey;
import dev.drop444.engine.rate.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule limits, while it is put together. Not thread-safe. */
final class LimitDraft {

  @Nullable Rate rate;

  /** 0 if the rule does not say. */
  int burst;

  @Nullable LimitKey key;

  /** 0 for no limit. */
  int requests;

  /** 0 for no limit. */
  int connections;

  /** Whether there is anything that is too much. */
  boolean isSet() {
    return rate != null || requests > 0 || connections > 0;
  }

  /** Whether it is about requests, each of which may be exempt for its path. */
  boolean isOfRequests() {
    return rate != null || requests > 0;
  }

  /** What is wrong with it, in words that go on from the rule's name; null if nothing is. */
  @Nullable String contradiction(Action action, boolean onStrikes, boolean onResponses) {
    if (rate == null && burst > 0) {
      return "has a burst, and no rate; expected rate, too";
    }
    if (rate == null && requests == 0 && key != null) {
      return "has a key, and nothing that is counted by it; expected rate or requests, too";
    }
    if ((rate == null ? 0 : 1) + Math.min(1, requests) + Math.min(1, connections) > 1) {
      return "has more than one of rate, requests and connections; expected a rule for each";
    }
    if (isSet() && action == Action.ALLOW) {
      return "allows what exceeds its limit; expected another action, such as drop";
    }
    if (isSet() && onStrikes) {
      return "limits hits of other rules (strike); expected maxretry and findtime for that";
    }
    if (requests > 0 && onResponses) {
      return "looks at responses, after which a request is over; expected no requests";
    }
    if (rate != null && !rate.allowsBurst(burst())) {
      return "has a burst that takes more than a year to come again; expected a smaller one";
    }
    return null;
  }

  private int burst() {
    return burst > 0 || rate == null ? burst : rate.count();
  }

  /** How long it takes until something may come that just was too much; zero if nobody knows. */
  Duration perOne() {
    return rate == null ? Duration.ZERO : rate.perOne();
  }

  void addTo(String rule, List<Condition> conditions) {
    LimitKey by = key == null ? LimitKey.CLIENT : key;
    List<String> words = new ArrayList<>();
    if (rate != null) {
      words.add(rate.toString());
      words.add("burst=" + burst());
      words.add("key=" + by);
      Limit limit = Limit.ofRate(rule, rate, burst(), by);
      conditions.add(new LimitCondition(new Wording("rate", false, words), limit));
    }
    if (requests > 0) {
      words.add(Integer.toString(requests));
      words.add("key=" + by);
      Limit limit = Limit.ofRequests(rule, requests, by);
      conditions.add(new LimitCondition(new Wording("requests", false, words), limit));
    }
    if (connections > 0) {
      words.add(Integer.toString(connections));
      conditions.add(
          new ConnectionsCondition(new Wording("connections", false, words), connections));
    }
  }
}
