package dev.drop444.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs as they lie about, and those that cannot be read. */
class LogsTest {

  @TempDir private Path directory;
  private Path log;

  LogsTest() {
    directory = Path.of("");
    log = directory;
  }

  @BeforeEach
  void generate() throws IOException {
    log = directory.resolve("drop.log");
    GeneratedLog.write(log, 3_000, false);
  }

  private static Report report(Path... logs) throws IOException {
    return Report.of(List.of(logs), Progress.NONE);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  private static byte[] compressed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  /** Rotated and compressed, some by people who give files other names, and in any order. */
  @Test
  void rotatedAndCompressed() throws IOException {
    byte[] content = Files.readAllBytes(log);
    int half = new String(content, StandardCharsets.US_ASCII).indexOf('\n', content.length / 2) + 1;
    byte[] old = new byte[half];
    System.arraycopy(content, 0, old, 0, half);
    byte[] fresh = new byte[content.length - half];
    System.arraycopy(content, half, fresh, 0, fresh.length);
    Path newest = file("drop.log", fresh);
    Path zipped = file("drop.log.1.gz", compressed(old));
    Path misnamed = file("drop.log.1", compressed(old));
    long all = report(file("whole", content)).decisions();
    assertThat(report(newest, zipped).decisions()).isEqualTo(all);
    assertThat(report(misnamed, newest).decisions()).isEqualTo(all);
    String page = HostileLogTest.page(report(zipped, newest));
    String turned = HostileLogTest.page(report(newest, zipped));
    assertThat(page.substring(0, page.indexOf("What looks")))
        .isEqualTo(turned.substring(0, turned.indexOf("What looks")));
  }

  /** As logrotate does with copytruncate and dateext: several archives, one behind the other. */
  @Test
  void severalArchivesInOneFile() throws IOException {
    byte[] content = compressed(Files.readAllBytes(log));
    byte[] twice = new byte[2 * content.length];
    System.arraycopy(content, 0, twice, 0, content.length);
    System.arraycopy(content, 0, twice, content.length, content.length);
    assertThat(report(file("two.gz", twice)).decisions()).isEqualTo(2 * report(log).decisions());
  }

  @Test
  void standardInput() throws IOException {
    long all = report(log).decisions();
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(log)));
      assertThat(report(Path.of("-")).decisions()).isEqualTo(all);
      System.setIn(new ByteArrayInputStream(compressed(Files.readAllBytes(log))));
      assertThat(report(Path.of("-")).decisions()).isEqualTo(all);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void nothing() throws IOException {
    Path empty = file("empty", new byte[0]);
    assertThat(report(empty).decisions()).isZero();
    assertThat(HostileLogTest.page(report(empty)))
        .contains("no line of these logs tells of a drop");
    assertThat(HostileLogTest.page(report(file("one", new byte[] {0x1f}))))
        .contains("1 line was not understood");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    Path missing = directory.resolve("missing.log");
    assertThatThrownBy(() -> report(log, missing))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessage(missing + ": there is no such file");
    assertThatThrownBy(() -> report(directory))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessage(directory + ": is a directory");
    byte[] whole = compressed(Files.readAllBytes(log));
    byte[] part = new byte[whole.length / 2];
    System.arraycopy(whole, 0, part, 0, part.length);
    Path damaged = file("damaged.gz", part);
    assertThatThrownBy(() -> report(damaged))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageStartingWith(damaged + ": ")
        .hasMessageContaining("end of");
  }

  @Test
  void progressEndsWhereTheLogsDo() throws IOException {
    Path archive = file("drop.log.1.gz", compressed(Files.readAllBytes(log)));
    long size = Files.size(log) + Files.size(archive);
    List<Long> told = new ArrayList<>();
    Report.of(
        List.of(log, archive),
        (bytes, ofBytes) -> {
          assertThat(ofBytes).isEqualTo(size);
          told.add(bytes);
        });
    assertThat(told).startsWith(0L).endsWith(size).isSorted().hasSizeGreaterThan(4);
  }

  @Test
  void ofStandardInputNobodyKnowsTheEnd() throws IOException {
    InputStream before = System.in;
    List<Long> ends = new ArrayList<>();
    try {
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(log)));
      Report.of(List.of(log, Path.of("-")), (bytes, ofBytes) -> ends.add(ofBytes));
    } finally {
      System.setIn(before);
    }
    assertThat(ends).last().isEqualTo(2 * Files.size(log));
    assertThat(ends.subList(0, ends.size() - 1)).containsOnly(-1L);
  }
}
