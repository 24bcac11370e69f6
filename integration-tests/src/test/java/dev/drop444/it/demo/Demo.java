package dev.drop444.it.demo;

import static dev.drop444.it.demo.Scene.answered;
import static dev.drop444.it.demo.Scene.dropped;
import static dev.drop444.it.demo.Scene.refused;
import static dev.drop444.it.wire.Protocol.H2_TLS;
import static dev.drop444.it.wire.Protocol.HTTP1;
import static dev.drop444.it.wire.Protocol.HTTP1_TLS;

import dev.drop444.it.process.Await;
import dev.drop444.it.process.Server;
import dev.drop444.it.process.ServerProcess;
import dev.drop444.it.process.Servers;
import dev.drop444.it.process.Setup;
import dev.drop444.it.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows drop444 at work. Exits with 1 if something is not as it must be. */
public final class Demo {

  private static final Setup SETUP =
      Setup.agent("demo")
          .with("rule.hidden.path", "/.env,/.git/**,*.php")
          .with("deny", "127.0.0.66");

  private static final Request GET = Request.get("/");
  private static final Request POST = Request.post("/echo", 1_000);
  private static final String SQLMAP = "sqlmap/1.8.2#stable (https://sqlmap.org)";
  private static final String NIKTO = "Mozilla/5.00 (Nikto/2.5.0)";

  private static final List<Scene> SCENES =
      List.of(
          answered("GET /  a browser", HTTP1, GET),
          answered("GET /  curl", HTTP1, GET.with("User-Agent", "curl/8.5.0")),
          answered("POST /echo  a browser", HTTP1, POST),
          answered("GET /  a browser", HTTP1_TLS, GET),
          answered("GET /  a browser", H2_TLS, GET),
          dropped("GET /  sqlmap", HTTP1, GET.with("User-Agent", SQLMAP), "scanners"),
          dropped(
              "POST /echo  nikto, body unread", HTTP1, POST.with("User-Agent", NIKTO), "scanners"),
          dropped("GET /  sqlmap", HTTP1_TLS, GET.with("User-Agent", SQLMAP), "scanners"),
          dropped("GET /  sqlmap", H2_TLS, GET.with("User-Agent", SQLMAP), "scanners"),
          dropped("GET /.env  looks like a browser", HTTP1, Request.get("/.env"), "hidden"),
          dropped(
              "GET /x/../%2eenv  the same, disguised",
              HTTP1, Request.get("/x/../%2eenv"), "hidden"),
          dropped("GET /wp-login.php", HTTP1_TLS, Request.get("/wp-login.php"), "hidden"),
          refused("connects from 127.0.0.66", HTTP1, "127.0.0.66"),
          refused("connects from 127.0.0.66, before TLS", HTTP1_TLS, "127.0.0.66"),
          answered("GET /  the browser again", HTTP1, GET));

  private final List<ServerProcess> processes = new ArrayList<>();
  private boolean asItMustBe = true;

  private Demo() {}

  /** Plays the demonstration. */
  public static void main(String[] arguments) throws IOException {
    System.exit(play() ? 0 : 1);
  }

  /** Plays it, and says whether everything was as it must be. */
  static boolean play() throws IOException {
    Demo demo = new Demo();
    try {
      return demo.play(Servers.families());
    } finally {
      demo.processes.forEach(ServerProcess::close);
    }
  }

  private boolean play(List<Server> servers) throws IOException {
    System.out.println();
    System.out.println(
        "Three real servers, each with the same unmodified application, started with");
    System.out.println();
    System.out.println("  java -javaagent:drop444.jar \\");
    SETUP
        .properties()
        .forEach(
            (key, value) -> System.out.println("       -Ddrop444." + key + "=" + value + " \\"));
    System.out.println("       -jar server.jar");
    System.out.println();
    servers.parallelStream()
        .map(server -> ServerProcess.start(server, SETUP))
        .forEachOrdered(processes::add);
    Table table = new Table("REQUEST", "PROTOCOL", "RULE");
    servers.forEach(server -> table.column(server.name()));
    table.head();
    for (Scene scene : SCENES) {
      List<String> row =
          new ArrayList<>(List.of(scene.words(), scene.protocol().toString(), scene.rule()));
      for (ServerProcess process : processes) {
        row.add(played(scene, process));
      }
      table.row(row);
    }
    System.out.println();
    reportVisits(servers);
    reportLog();
    if (!asItMustBe) {
      System.out.println("Something is not as it must be: see the marks above.");
    }
    return asItMustBe;
  }

  private String played(Scene scene, ServerProcess process) throws IOException {
    String seen = scene.play(process);
    if (seen.equals(scene.expected())) {
      return seen;
    }
    asItMustBe = false;
    return "!! " + seen;
  }

  /**
   * The servlets are counted twice, once by a filter, so visits are compared with the good ones.
   */
  private void reportVisits(List<Server> servers) {
    long good = SCENES.stream().filter(Scene::isAnswered).count();
    // In HTTP/2 a good request follows on the same connection, to show that it lives on.
    long followed = SCENES.stream().filter(s -> !s.isAnswered() && s.protocol().http2()).count();
    for (int i = 0; i < processes.size(); i++) {
      long calls = processes.get(i).visits();
      boolean exact = calls % (good + followed) == 0 && calls > 0;
      asItMustBe &= exact;
      System.out.printf(
          "  %-22s %s%n",
          servers.get(i).name(),
          exact
              ? "the application saw the good requests and none of the dropped ones"
              : "!! the application was called " + calls + " times");
    }
    System.out.println();
  }

  private void reportLog() {
    System.out.println("One line in the server's log for each drop, for example:");
    System.out.println();
    Optional<String> line =
        Await.that("a line about a drop", this::aDrop, seen -> seen.isPresent());
    System.out.println("  " + line.orElseThrow());
    System.out.println();
  }

  private Optional<String> aDrop() {
    return processes.get(0).log().since(0).stream()
        .filter(line -> line.contains(" action=drop "))
        .findFirst();
  }
}
