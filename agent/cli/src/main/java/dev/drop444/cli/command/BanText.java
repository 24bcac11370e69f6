package dev.drop444.cli.command;

import dev.drop444.cli.output.Json;
import dev.drop444.cli.output.Times;
import dev.drop444.management.BanStatus;
import java.util.Map;

/** How a ban is shown. */
final class BanText {

  private BanText() {}

  static Map<String, Object> json(BanStatus ban) {
    return Json.object(
        "client", ban.getClient(),
        "rule", ban.getRule(),
        "until", Times.at(ban.getUntil()),
        "seconds", Math.max(0, (ban.getUntil() - System.currentTimeMillis()) / 1_000),
        "count", ban.getCount());
  }

  static String line(BanStatus ban) {
    return ban.getClient()
        + " is banned until "
        + Times.at(ban.getUntil())
        + " (for "
        + Times.until(ban.getUntil())
        + ") by the rule "
        + ban.getRule();
  }
}
