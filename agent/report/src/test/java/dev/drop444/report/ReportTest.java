package dev.drop444.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a file. */
class ReportTest {

  @TempDir private Path directory;
  private Path log;

  ReportTest() {
    directory = Path.of("");
    log = directory;
  }

  @BeforeEach
  void generate() throws IOException {
    log = directory.resolve("drop.log");
    GeneratedLog.write(log, 2_000, false);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.collect(Collectors.toList());
    }
  }

  @Test
  void replacesWhatWasThere() throws IOException {
    Path html = Files.writeString(directory.resolve("report.html"), "old");
    Report.of(List.of(log), Progress.NONE).writeTo(html);
    assertThat(html).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(files()).containsExactlyInAnyOrder(log, html);
  }

  @Test
  void leavesNothingBehindWhenItCannot() throws IOException {
    Report report = Report.of(List.of(log), Progress.NONE);
    Path folder = Files.createDirectory(directory.resolve("report.html"));
    Files.createFile(folder.resolve("something"));
    assertThatThrownBy(() -> report.writeTo(folder)).isInstanceOf(IOException.class);
    assertThat(files()).containsExactlyInAnyOrder(log, folder);
    assertThatThrownBy(() -> report.writeTo(directory.resolve("no/report.html")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("report.html: there is no such folder");
  }

  /** The same log, more than twice: what is counted does not depend on how it is read. */
  @Test
  void inBoundedMemoryCountsStayExact() throws IOException {
    Path many = directory.resolve("many.log");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      lines
          .append("time=2026-11-23T10:00:00.000Z mode=enforce action=drop gate=request rule=r")
          .append(i % 300)
          .append(" client=10.")
          .append(i >> 16)
          .append('.')
          .append(i >> 8 & 255)
          .append('.')
          .append(i & 255)
          .append(" peer=- request=\"GET /")
          .append(i)
          .append(" HTTP/1.1\" host=- user-agent=\"agent ")
          .append(i)
          .append("\"\n");
    }
    Files.writeString(many, lines);
    String page = HostileLogTest.page(Report.of(List.of(many), Progress.NONE));
    assertThat(page)
        .contains("<strong>60,000</strong><b>dropped</b>")
        .contains("(other rules)")
        .contains("one in 4 was, chosen by chance")
        .contains("There were too many different ones to count each")
        .containsPattern("about (5[89]|6[0-2]),\\d{3} clients are named");
  }
}
