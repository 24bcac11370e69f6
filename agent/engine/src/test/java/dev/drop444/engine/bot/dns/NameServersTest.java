package dev.drop444.engine.bot.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameServersTest {

  private final Path folder;

  NameServersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsServersAndPassesOverTheRest() throws IOException {
    Path file =
        write(
            "# r\u00e9seau\nsearch example.com\nnameserver 192.0.2.53\n"
                + "nameserver\t2001:db8::53 # second\nnameserver ns.example.com\nnameserver 1.2.3.999\n"
                + "options ndots:5\n nameserver 192.0.2.54\nnameserver 192.0.2.55\n");
    assertThat(new NameServers(file).read())
        .extracting(server -> server.getAddress().getHostAddress() + " " + server.getPort())
        .containsExactly("192.0.2.53 53", "2001:db8:0:0:0:0:0:53 53", "192.0.2.54 53");
  }

  @Test
  void isReadAnew() throws IOException {
    NameServers servers = new NameServers(write("nameserver 192.0.2.1\n"));
    assertThat(servers.read()).hasSize(1);
    write("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
    assertThat(servers.read()).hasSize(2);
  }

  @Test
  void saysWhenThereIsNone() throws IOException {
    Path file = write("search example.com\n");
    assertThatThrownBy(() -> new NameServers(file).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no name server in");
    assertThatThrownBy(() -> new NameServers(folder.resolve("missing")).read())
        .isInstanceOf(IOException.class);
  }

  private Path write(String text) throws IOException {
    return Files.write(folder.resolve("resolv.conf"), text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
