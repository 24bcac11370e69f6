package dev.drop444.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.cli.process.Standing;
import dev.drop444.cli.process.Standings;
import dev.drop444.management.BanStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final Rates rates = new Rates();
  private final Clients clients = new Clients();
  private final Screen screen = new Screen("1 Main", rates, clients, false);

  private void look(Standing standing) {
    rates.add(standing);
    clients.set(standing.worst(), List.of(new BanStatus("192.0.2.9", "operator", 0, 1)));
  }

  @Test
  void showsRatesOfTheLastInterval() {
    look(Standings.with(0, 1_000, 10, 0));
    look(Standings.with(2, 1_500, 13, 4));
    List<String> lines = screen.frame(80, 24).lines();
    assertThat(lines).hasSize(24).allMatch(line -> line.length() == 80);
    assertThat(lines.get(2))
        .startsWith("connections 0/s   requests 250/s   drops 1.5/s   watched 2/s ");
    assertThat(lines).anyMatch(line -> line.matches("trap +1\\.5 +13 +@"));
    assertThat(lines).anyMatch(line -> line.matches("probes +watched +2 +4 +@"));
    assertThat(lines).anyMatch(line -> line.startsWith("> 192.0.2.1 "));
    assertThat(lines).anyMatch(line -> line.startsWith("  192.0.2.9 "));
    assertThat(lines.get(23)).startsWith("p pause");
  }

  @Test
  void fitsIntoEverySize() {
    look(Standings.with(0, 1_000, 10, 0));
    look(Standings.with(1, 1_500, 13, 4));
    for (int width = 1; width < 200; width += 7) {
      for (int height = 1; height < 60; height++) {
        List<String> lines = screen.frame(width, height).lines();
        int wide = width;
        assertThat(lines).hasSize(height).allMatch(line -> line.length() == wide);
      }
    }
  }

  @Test
  void showsWhatAnOlderAgentTells() {
    look(Standings.empty());
    look(Standings.empty());
    assertThat(String.join("\n", screen.frame(80, 24).lines()))
        .contains("mode -", "open -", "bans -", "none has hit anybody yet");
  }

  @Test
  void theSelectionStaysWithItsClient() {
    look(Standings.with(0, 1, 1, 0));
    clients.move(1);
    assertThat(clients.selected())
        .isNotNull()
        .extracting(client -> client.name)
        .isEqualTo("192.0.2.9");
    clients.move(1);
    clients.set(
        List.of(),
        List.of(
            new BanStatus("192.0.2.8", "x", 0, 1), new BanStatus("192.0.2.9", "operator", 0, 1)));
    assertThat(clients.index()).isEqualTo(1);
    clients.set(List.of(), List.of());
    assertThat(clients.selected()).isNull();
    clients.move(1);
  }
}
