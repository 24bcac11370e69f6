package dev.drop444.it.benchmark;

import dev.drop444.it.benchmark.Refusal.Kind;
import dev.drop444.it.benchmark.load.Job;
import dev.drop444.it.benchmark.load.LoadProcess;
import dev.drop444.it.benchmark.side.Drop444;
import dev.drop444.it.benchmark.side.JavaSide;
import dev.drop444.it.benchmark.side.NativeSide;
import dev.drop444.it.benchmark.side.Side;
import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Setup;
import dev.drop444.it.proxies.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Everybody who says no in one benchmark, and how each is asked. Confined to one thread. */
final class RefusingSides implements AutoCloseable {

  private static final String BAD_PATH = "/bad/page";

  private final List<Side> sides = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  private RefusingSides() {}

  /** Whether nginx or HAProxy is not installed. */
  static boolean isMissing() {
    return Proxy.NGINX.program().isEmpty() || Proxy.HAPROXY.program().isEmpty();
  }

  /** Starts them all: a server with and without drop444 and with limiters, and the programs. */
  static RefusingSides start(Server server) {
    RefusingSides all = new RefusingSides();
    try {
      all.startPrograms();
      all.startBare(server);
      all.startGuarded(server);
      all.startLimiters(server);
      return all;
    } catch (RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }

  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  private void startPrograms() {
    NativeSide.nginx(
            """
            server {
              listen 127.0.0.1:@port@;
              location / { return 200 "ok"; }
              location /bad { return 444; }
            }
            """)
        .ifPresent(
            nginx -> {
              sides.add(nginx);
              add(Kind.NGINX, "nginx: return 444", nginx, Requests.once(BAD_PATH));
            });
    NativeSide.haProxy(
            """
            frontend http
                bind 127.0.0.1:@port@
                tcp-request connection reject if { src 127.66.0.0/16 }
                http-request reject if { path_beg /bad }
                http-request return status 200
            """)
        .ifPresent(
            haProxy -> {
              sides.add(haProxy);
              add(
                  Kind.HAPROXY_BANNED,
                  "HAProxy: tcp-request connection reject",
                  haProxy,
                  Requests.once("/shop"));
              add(
                  Kind.HAPROXY_BAD,
                  "HAProxy: http-request reject",
                  haProxy,
                  Requests.once(BAD_PATH));
            });
  }

  private void startBare(Server server) {
    Side bare = started(JavaSide.start("none", server, Setup.BARE));
    add(Kind.OWN_200, "own 200", bare, Requests.once("/ok"));
    add(Kind.OWN_404, "own 404", bare, Requests.once("/nowhere"));
    add(Kind.OWN_400, "own 400", bare, Requests.malformed());
  }

  private void startGuarded(Server server) {
    Setup setup =
        Drop444.standard("refusals")
            .with("ban-file", Drop444.banFile(Clients.BANNED).toString())
            .with("rule.bad.path", "/bad/**");
    Side guarded = started(JavaSide.start("drop444", server, setup));
    readBans(guarded);
    add(Kind.BANNED, "drop444: banned", guarded, Requests.once("/shop"));
    add(Kind.BAD, "drop444: bad path", guarded, Requests.once(BAD_PATH));
    add(Kind.BAD, "drop444: scanner", guarded, Requests.ofScanner("/shop"));
    add(Kind.MALFORMED, "drop444: malformed", guarded, Requests.malformed());
  }

  /** The file is read when the first connection comes, which may pass. */
  private static void readBans(Side guarded) {
    Job visit =
        new Job(
            Job.Habit.VISIT, guarded.port(), 1, 1, 5_000, Clients.BANNED, Requests.once("/shop"));
    try (LoadProcess one = LoadProcess.start()) {
      Await.that("bans", () -> one.run(visit).silent(), silent -> silent == 1);
    }
  }

  private void startLimiters(Server server) {
    if (server.name().startsWith("tomcat")) {
      limiter(server, "rate-limit-filter", "RateLimitFilter: 429");
      limiter(server, "bucket4j", "Bucket4j filter: 429");
    } else if (server.name().startsWith("jetty")) {
      limiter(server, "dos-handler", "DoSHandler: 429");
    }
  }

  private void limiter(Server server, String limiter, String name) {
    Setup setup = Setup.BARE.named(limiter).option("-Dmeasured.limiter=" + limiter);
    add(
        Kind.LIMITER,
        name,
        started(JavaSide.start(limiter, server, setup)),
        Requests.once("/shop"));
  }

  private Side started(Side side) {
    sides.add(side);
    return side;
  }

  private void add(Kind kind, String name, Side side, List<byte[]> requests) {
    refusals.add(new Refusal(kind, name, side, requests));
  }

  @Override
  public void close() {
    sides.forEach(Side::close);
  }
}
