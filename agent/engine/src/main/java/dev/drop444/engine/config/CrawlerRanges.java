package dev.drop444.engine.config;

import dev.drop444.engine.address.list.AddressLists;
import dev.drop444.engine.bot.Bot;
import dev.drop444.engine.bot.BotCatalog;
import dev.drop444.engine.bot.CrawlerOrigin;
import dev.drop444.engine.bot.crawler.PublishedRanges;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that operators publish for their crawlers, as an operator of drop444 lists them. A list
 * for one crawler holds for all that are verified alike: what is Google's can pass for any of
 * Google's crawlers, and for nobody else's. Immutable, save for lists in files.
 */
public final class CrawlerRanges implements PublishedRanges {

  static final CrawlerRanges NONE = new CrawlerRanges(Map.of());

  /** By what tells an operator: an origin with domains, or else the bot's name. */
  private final Map<Object, AddressLists> lists;

  private CrawlerRanges(Map<Object, AddressLists> lists) {
    this.lists = Map.copyOf(lists);
  }

  @Override
  public boolean covers(Bot bot) {
    return lists.containsKey(operator(bot));
  }

  @Override
  public boolean contains(Bot bot, InetAddress address) {
    AddressLists list = lists.get(operator(bot));
    return list != null && list.contains(address);
  }

  private static Object operator(Bot bot) {
    CrawlerOrigin origin = bot.origin();
    return origin == null || origin.domains().isEmpty() ? bot.name() : origin;
  }

  /** The bots that may be named, by name. */
  private static Map<String, Bot> crawlers() {
    Map<String, Bot> crawlers = new LinkedHashMap<>();
    for (Bot bot : BotCatalog.verifiable()) {
      crawlers.putIfAbsent(nameOf(bot), bot);
    }
    return crawlers;
  }

  /** {@code Yahoo! Slurp} is {@code yahoo-slurp}. */
  private static String nameOf(Bot bot) {
    return bot.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  static ValueType<CrawlerRanges> type() {
    return new ValueType<CrawlerRanges>() {
      @Override
      public String expected() {
        Map<Object, String> names = new LinkedHashMap<>();
        crawlers().forEach((name, bot) -> names.putIfAbsent(operator(bot), name));
        return "a list, each a crawler, a colon, and an address, CIDR, range or @file"
            + " (googlebot:@googlebot.json); crawlers are "
            + Scalars.either(new ArrayList<>(names.values())).replace(" or ", " and ");
      }

      @Override
      public @Nullable CrawlerRanges parse(Setting setting, Problems problems) {
        return CrawlerRanges.parse(setting, problems);
      }
    };
  }

  private static @Nullable CrawlerRanges parse(Setting setting, Problems problems) {
    Map<String, Bot> crawlers = crawlers();
    Map<Object, List<String>> written = new LinkedHashMap<>();
    boolean good = true;
    for (String element : ListText.split(setting.value())) {
      int colon = element.indexOf(':');
      String name = element.substring(0, Math.max(colon, 0)).trim();
      Bot bot = crawlers.get(name.toLowerCase(Locale.ROOT));
      if (bot == null) {
        good = false;
        problems.value(
            setting,
            element,
            "expected a crawler that can be verified, a colon, and addresses, as in"
                + " googlebot:@googlebot.json",
            Spelling.nearest(name, crawlers.keySet()));
      } else {
        written
            .computeIfAbsent(operator(bot), any -> new ArrayList<>())
            .add(element.substring(colon + 1).trim());
      }
    }
    Map<Object, AddressLists> lists = new LinkedHashMap<>();
    for (Map.Entry<Object, List<String>> each : written.entrySet()) {
      AddressLists list = Lists.addresses(setting, each.getValue(), problems);
      if (list == null) {
        good = false;
      } else {
        lists.put(each.getKey(), list);
      }
    }
    return good ? new CrawlerRanges(lists) : null;
  }

  @Override
  public String toString() {
    return lists.toString();
  }
}
