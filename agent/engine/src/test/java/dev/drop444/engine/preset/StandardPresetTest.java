package dev.drop444.engine.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.Head;
import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.rule.Crawlers;
import dev.drop444.engine.rule.Rule;
import dev.drop444.engine.rule.RuleSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardPresetTest {

  private final RuleSet rules = Configurations.of().rules();

  private String rule(String userAgent) {
    Rule rule =
        rules.decide(
            null, true, Head.get("/").agent(userAgent), Crawlers.UNKNOWN, (monitored, head) -> {});
    return rule == null ? "none" : rule.name();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlmap/1.8.2#stable (https://sqlmap.org)",
        "sqlmap",
        "Mozilla/5.00 (Nikto/2.5.0) (Evasions:None) (Test:Port Check)",
        "Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)",
        "masscan/1.3 (https://github.com/robertdavidgraham/masscan)",
        "Mozilla/5.0 zgrab/0.x",
        "Nuclei - Open-source project (github.com/projectdiscovery/nuclei)",
        "WPScan v3.8.25 (https://wpscan.com/wordpress-security-scanner)",
        "DirBuster-1.0-RC1 (http://www.owasp.org/index.php/Category:OWASP_DirBuster_Project)",
        "gobuster/3.6",
        "feroxbuster/2.10.1",
        "Fuzz Faster U Fool v2.1.0-dev",
        "Mozilla/5.0 (Hydra)",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) Acunetix",
        "w3af.org",
        "WhatWeb/0.5.5",
        "Wfuzz/3.1.0",
        "TsunamiSecurityScanner",
        "Mozilla/5.0 (compatible; skipfish/2.10b)",
        "ffuf/2.1",
        "l9explore/1.2.2",
      })
  void attackToolsAreHit(String userAgent) {
    assertThat(rule(userAgent)).isEqualTo("scanners");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "curl/8.5.0",
        "Wget/1.21.4",
        "python-requests/2.32.3",
        "Python-urllib/3.12",
        "aiohttp/3.9",
        "Go-http-client/1.1",
        "Go-http-client/2.0",
        "Java/17.0.10",
        "Java-http-client/21.0.2",
        "Apache-HttpClient/5.3 (Java/17)",
        "okhttp/4.12.0",
        "ReactorNetty/1.1.13",
        "Jetty/12.0.39",
        "node-fetch/1.0",
        "axios/1.7.2",
        "undici",
        "PostmanRuntime/7.39.0",
        "Dart/3.4 (dart:io)",
        "kube-probe/1.29",
        "ELB-HealthChecker/2.0",
        "GoogleHC/1.0",
        "Prometheus/2.52.0",
        "Blackbox Exporter/0.25.0",
        "check_http/v2.4 (monitoring-plugins 2.4)",
        "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)",
        "WiFiMap/7.2 (iPhone; iOS 17.5)",
        "HydraApp/1.6 CFNetwork/1496",
        "LasVegasGuide/3.1",
        "k6/0.51.0 (https://k6.io/)",
        "ApacheBench/2.3",
        "h2load nghttp2/1.59.0",
        "PayPal IPN ( https://www.paypal.com/ipn )",
        "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      })
  void ordinaryClientsAreNot(String userAgent) {
    assertThat(rule(userAgent)).isEqualTo("none");
  }
}
