package dev.drop444.it.benchmark;

import dev.drop444.it.benchmark.measure.CpuTime;
import dev.drop444.it.benchmark.side.Drop444;
import dev.drop444.it.benchmark.side.JavaSide;
import dev.drop444.it.benchmark.side.NativeSide;
import dev.drop444.it.benchmark.side.Side;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in a flood: one process, or nginx and the server behind it. Confined to one thread.
 *
 * @param name what it is called in the table
 * @param gate where clients go
 * @param behind what else takes CPU time for them
 * @param drops whether it says nothing to bad clients
 */
record FloodedSide(String name, Side gate, List<Side> behind, boolean drops) {

  private static final String NGINX = "nginx in front";
  private static final String OURS = "drop444";

  /** The server alone, with drop444, and behind nginx if that is installed. */
  static List<FloodedSide> start(Server server) {
    List<FloodedSide> sides = new ArrayList<>();
    try {
      sides.add(
          new FloodedSide("none", JavaSide.start("none", server, Setup.BARE), List.of(), false));
      // Nothing but the preset, which knows the tool, and bans who goes on with it.
      Side ours = JavaSide.start(OURS, server, Drop444.standard("goodput"));
      sides.add(new FloodedSide(OURS, ours, List.of(), true));
      behindNginx(server).ifPresent(sides::add);
      return sides;
    } catch (RuntimeException | Error e) {
      sides.forEach(FloodedSide::close);
      throw e;
    }
  }

  /** As the documentation of nginx has it: HTTP/1.1 to the server, over connections that stay. */
  private static Optional<FloodedSide> behindNginx(Server server) {
    Side application = JavaSide.start("behind nginx", server, Setup.BARE);
    try {
      Optional<NativeSide> nginx =
          NativeSide.nginx(
              """
              upstream application {
                server 127.0.0.1:%d;
                keepalive 32;
              }
              server {
                listen 127.0.0.1:@port@;
                location / {
                  proxy_pass http://application;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                }
                location /bad { return 444; }
              }
              """
                  .formatted(application.port()));
      if (nginx.isEmpty()) {
        application.close();
        return Optional.empty();
      }
      return Optional.of(new FloodedSide(NGINX, nginx.get(), List.of(application), true));
    } catch (RuntimeException | Error e) {
      application.close();
      throw e;
    }
  }

  int port() {
    return gate.port();
  }

  boolean isNginx() {
    return name.equals(NGINX);
  }

  boolean isOurs() {
    return name.equals(OURS);
  }

  void keep() {
    gate.keep();
    behind.forEach(Side::keep);
  }

  CpuTime cpuTime() {
    CpuTime all = gate.cpuTime();
    for (Side side : behind) {
      all = all.and(side.cpuTime());
    }
    return all;
  }

  void close() {
    gate.close();
    behind.forEach(Side::close);
  }
}
