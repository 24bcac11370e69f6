package dev.drop444.report.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFilesTest {

  private static final int CAPACITY = 2_000;

  @Test
  void allWhileThereIsRoom() {
    ClientFiles files = new ClientFiles(CAPACITY);
    for (int i = 0; i < CAPACITY; i++) {
      assertThat(files.of("10.0." + i / 256 + "." + i % 256)).isNotNull();
    }
    assertThat(files.oneIn()).isEqualTo(1);
    assertThat(files.clients()).isEqualTo(CAPACITY);
  }

  /** Who has a file has all of it, and those who have one are as many as they should be. */
  @ParameterizedTest
  @ValueSource(strings = {"10.1.%d.%d", "2001:db8:%x:%x::1"})
  void someWhenThereIsNot(String form) {
    ClientFiles files = new ClientFiles(CAPACITY);
    int clients = 40_000;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < clients; i++) {
        ClientFile file = files.of(String.format(form, i / 256, i % 256));
        if (file != null) {
          file.line(round, 0, null, false);
        }
      }
    }
    assertThat(files.all()).hasSizeLessThanOrEqualTo(CAPACITY).allMatch(file -> file.lines() == 3);
    assertThat(files.clients()).isBetween(clients * 85L / 100, clients * 115L / 100);
  }
}
