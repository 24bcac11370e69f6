package dev.drop444.it.spring;

import dev.drop444.it.server.Control;
import dev.drop444.it.server.Listeners;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Spring Boot 3, with its embedded server. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(SpringPages.class)
public class SpringMain {

  public static void main(String[] arguments) {
    ConfigurableApplicationContext context =
        SpringApplication.run(
            SpringMain.class,
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.main.banner-mode=off");
    Control.start(new OneListener(((WebServerApplicationContext) context).getWebServer()));
  }

  /** One port, and no count of connections. */
  private static final class OneListener implements Listeners {

    private final WebServer server;

    OneListener(WebServer server) {
      this.server = server;
    }

    @Override
    public int plainPort() {
      return server.getPort();
    }

    @Override
    public int tlsPort() {
      return server.getPort();
    }

    @Override
    public long connections() {
      return 0;
    }
  }
}
