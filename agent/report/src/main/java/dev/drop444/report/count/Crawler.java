package dev.drop444.report.count;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A crawler that most people want on their pages, and what it calls itself. */
public enum Crawler {
  GOOGLEBOT("Googlebot", "googlebot", true),
  GOOGLE_OTHER("GoogleOther", "googleother", true),
  ADSBOT("AdsBot-Google", "adsbot-google", true),
  BINGBOT("Bingbot", "bingbot", true),
  APPLEBOT("Applebot", "applebot/", true),
  YANDEX("YandexBot", "yandexbot", true),
  BAIDU("Baiduspider", "baiduspider", true),
  SLURP("Yahoo! Slurp", "yahoo! slurp", true),
  SEZNAM("SeznamBot", "seznambot", true),
  PETAL("PetalBot", "petalbot", true),
  DUCKDUCK("DuckDuckBot", "duckduckbot", true),
  FACEBOOK("Facebook's link preview", "facebookexternalhit", false),
  TWITTER("Twitterbot", "twitterbot", false),
  LINKEDIN("LinkedInBot", "linkedinbot", false),
  SLACK("Slackbot", "slackbot", false),
  WHATSAPP("WhatsApp's link preview", "whatsapp/", false),
  UPTIME_ROBOT("UptimeRobot", "uptimerobot", false),
  PINGDOM("Pingdom", "pingdom", false);

  private static final List<Crawler> ALL = List.of(values());

  private final String title;
  private final String mark;
  private final boolean verifiable;

  Crawler(String title, String mark, boolean verifiable) {
    this.title = title;
    this.mark = mark;
    this.verifiable = verifiable;
  }

  /** The crawler that a client says it is; null if it says nothing of the kind. */
  static @Nullable Crawler of(@Nullable String userAgent) {
    if (userAgent == null) {
      return null;
    }
    String lower = userAgent.toLowerCase(Locale.ROOT);
    for (Crawler crawler : ALL) {
      if (lower.contains(crawler.mark)) {
        return crawler;
      }
    }
    return null;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** What stands in its User-Agent field, in lower case. */
  public String mark() {
    return mark;
  }

  /** Whether the agent can prove who it is. */
  public boolean isVerifiable() {
    return verifiable;
  }
}
