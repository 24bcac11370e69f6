package dev.drop444.it.proxies;

import dev.drop444.it.process.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The proxies that are tested, as far as they differ. */
public enum Proxy {
  /** Debian's package {@code nginx-light}. */
  NGINX("nginx") {
    @Override
    String around(String configuration) {
      return """
          daemon off;
          master_process off;
          pid nginx.pid;
          error_log /dev/stderr notice;
          events {}
          http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          %s
          }
          """
          .formatted(configuration);
    }

    @Override
    List<String> command(Path program, Path directory, Path file) {
      return List.of(
          program.toString(), "-e", "stderr", "-p", directory.toString(), "-c", file.toString());
    }

    @Override
    boolean complains(String line) {
      return line.contains(" [error] ") || line.contains(" [warn] ");
    }
  },

  /** Debian's package {@code haproxy}. */
  HAPROXY("haproxy") {
    @Override
    String around(String configuration) {
      return """
          global
              maxconn 200
          defaults
              timeout connect 5s
              timeout client 30s
              timeout server 30s
          %s
          """
          .formatted(configuration);
    }

    @Override
    List<String> command(Path program, Path directory, Path file) {
      return List.of(program.toString(), "-db", "-f", file.toString());
    }

    @Override
    boolean complains(String line) {
      return line.contains(" is DOWN") || line.contains("[ALERT]");
    }
  };

  private static final List<Path> DIRECTORIES =
      Stream.concat(
              Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
                  .splitAsStream(String.valueOf(System.getenv("PATH"))),
              // Where Debian puts them, and not all users look.
              Stream.of("/usr/sbin", "/usr/local/sbin"))
          .map(Path::of)
          .toList();

  private final String program;

  Proxy(String program) {
    this.program = program;
  }

  /** Its program, if it is installed. */
  public Optional<Path> program() {
    return DIRECTORIES.stream()
        .map(directory -> directory.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The recipe of the page, for a port and two servers of ours. */
  String recipe(int port, ServerProcess one, ServerProcess two) {
    return fitted(Recipe.of(program), port, one, two);
  }

  /** A configuration that is written as on the page. */
  static String fitted(String written, int port, ServerProcess one, ServerProcess two) {
    String fitted =
        written
            .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
            .replace("bind :80\n", "bind 127.0.0.1:" + port + "\n")
            .replace("10.0.0.11:8080", "127.0.0.1:" + one.plainPort())
            .replace("10.0.0.12:8080", "127.0.0.1:" + two.plainPort());
    if (!fitted.contains(":" + port)
        || !fitted.contains(":" + one.plainPort())
        || !fitted.contains(":" + two.plainPort())) {
      throw new IllegalStateException("Ports and servers are not written as expected:\n" + written);
    }
    return fitted;
  }

  /** A whole configuration file around what matters. */
  abstract String around(String configuration);

  abstract List<String> command(Path program, Path directory, Path file);

  /** Whether a line of its log says that something is wrong with a backend or a configuration. */
  abstract boolean complains(String line);

  @Override
  public String toString() {
    return program;
  }
}
