package dev.drop444.it.spring;

import dev.drop444.it.server.Control;
import dev.drop444.it.server.OneListener;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * Spring Boot 2.7 and later, with its embedded server. The type of a context that has a server
 * moves from line to line; the name of the property with its port does not.
 */
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
    int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    // No count of connections.
    Control.start(new OneListener(() -> port, () -> 0));
  }
}
