package dev.drop444.it.wellbehaved;

import static dev.drop444.it.wellbehaved.Visit.visit;

import java.util.List;

/** Health probes and monitors: curt, often HTTP/1.0, sometimes without a word. */
final class Probes {

  static final List<Visit> ALL =
      List.of(
          visit(
              "Kubernetes",
              """
              GET /hello HTTP/1.1
              Host: 10.42.0.17:8080
              User-Agent: kube-probe/1.30
              Accept: */*
              Connection: close
              """),
          visit(
              "AWS, application load balancer",
              """
              GET /hello HTTP/1.1
              Host: 10.0.3.17:8080
              Connection: close
              User-Agent: ELB-HealthChecker/2.0
              Accept-Encoding: gzip, compressed
              """),
          visit(
              "AWS, classic load balancer",
              """
              GET /hello HTTP/1.1
              host: 10.0.3.17:8080
              User-Agent: ELB-HealthChecker/1.0
              Accept: */*
              Connection: keep-alive
              """),
          visit(
              "AWS, Route 53",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Connection: close
              User-Agent: Amazon-Route53-Health-Check-Service (ref 6a2b3c4d-0000-1111-2222-333344445555; report http://amzn.to/1vsZADi)
              Accept: */*
              Accept-Encoding: *
              """),
          visit(
              "Google Cloud",
              """
              GET /hello HTTP/1.1
              Host: 10.128.0.5
              User-Agent: GoogleHC/1.0
              Connection: Keep-alive
              """),
          visit(
              "Google Cloud, uptime check",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              Cache-Control: no-cache
              User-Agent: GoogleStackdriverMonitoring-UptimeChecks(https://cloud.google.com/monitoring)
              Connection: Keep-alive
              """),
          visit(
              "Azure, load balancer",
              """
              GET /hello HTTP/1.1
              User-Agent: Load Balancer Agent
              Host: 10.1.0.4:8080
              Connection: Keep-Alive
              """),
          visit(
              "Azure, traffic manager",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Azure Traffic Manager Endpoint Monitor
              Connection: Keep-Alive
              """),
          visit("HAProxy, option httpchk", "OPTIONS / HTTP/1.0\n"),
          visit("HAProxy, option httpchk GET", "GET /hello HTTP/1.0\n"),
          visit("HAProxy, option httpchk HEAD", "HEAD /hello HTTP/1.0\n"),
          visit(
              "HAProxy, http-check send",
              """
              GET /hello HTTP/1.1
              host: shop.example
              content-length: 0
              connection: close
              """),
          visit(
              "nginx, proxy_pass with its defaults",
              """
              GET /hello HTTP/1.0
              Host: backend
              Connection: close
              User-Agent: curl/8.5.0
              Accept: */*
              """),
          visit(
              "nginx, proxy_pass with forwarding fields",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              X-Real-IP: 203.0.113.7
              X-Forwarded-For: 203.0.113.7
              X-Forwarded-Proto: https
              User-Agent: curl/8.5.0
              Accept: */*
              """),
          visit(
              "Envoy",
              """
              GET /hello HTTP/1.1
              host: shop.example
              user-agent: Envoy/HC
              x-envoy-expected-rq-timeout-ms: 1000
              x-request-id: 6f1e1ad1-0bd3-9a0d-8f38-2b1b9a1d0c11
              """),
          visit(
              "Traefik",
              """
              GET /hello HTTP/1.1
              Host: 10.42.0.17:8080
              User-Agent: Go-http-client/1.1
              Accept-Encoding: gzip
              """),
          visit(
              "Consul",
              """
              GET /hello HTTP/1.1
              Host: 10.0.0.9:8080
              User-Agent: Consul Health Check
              Accept: text/plain, text/*, */*
              Accept-Encoding: gzip
              Connection: close
              """),
          visit(
              "Prometheus",
              """
              GET /metrics HTTP/1.1
              Host: 10.42.0.17:8080
              User-Agent: Prometheus/2.53.1
              Accept: application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2
              Accept-Encoding: gzip
              X-Prometheus-Scrape-Timeout-Seconds: 10
              """),
          visit(
              "Blackbox exporter",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Blackbox Exporter/0.25.0
              Accept-Encoding: gzip
              """),
          visit(
              "Nagios check_http",
              """
              GET /hello HTTP/1.1
              User-Agent: check_http/v2.3.3 (nagios-plugins 2.3.3)
              Connection: close
              Host: shop.example
              Accept: */*
              """),
          visit(
              "Zabbix",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Zabbix
              Accept: */*
              """),
          visit(
              "UptimeRobot",
              """
              HEAD /hello HTTP/1.1
              Host: shop.example
              User-Agent: Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)
              Accept: text/html,application/xhtml+xml
              Cache-Control: no-cache
              Connection: close
              """),
          visit(
              "Pingdom",
              """
              GET /hello HTTP/1.1
              Host: shop.example
              User-Agent: Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)
              Pragma: no-cache
              """),
          visit(
              "Uptime Kuma",
              """
              GET /hello HTTP/1.1
              Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8
              User-Agent: Uptime-Kuma/1.23.13
              Host: shop.example
              Connection: close
              """),
          visit(
              "Docker HEALTHCHECK by wget --spider",
              """
              HEAD /hello HTTP/1.1
              Host: localhost:8080
              User-Agent: Wget
              Connection: close
              """));

  /** Connections without a request. */
  static final List<Visit> CONNECTIONS =
      List.of(
          new Visit("TCP health check of any load balancer", Visit.Way.PLAIN_PORT, ""),
          new Visit("TCP health check at the TLS port", Visit.Way.TLS_PORT, ""),
          new Visit("browser that opens a spare connection", Visit.Way.PLAIN_PORT, ""),
          new Visit("telnet, an empty line", Visit.Way.PLAIN_PORT, "\r\n"));

  private Probes() {}
}
