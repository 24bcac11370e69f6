package dev.drop444.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drop444.engine.journal.LogFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class LogbackLogTest {

  private static final long LARGE = 100_000_000;

  private boolean errorClosed;

  private final ByteArrayOutputStream error =
      new ByteArrayOutputStream() {
        @Override
        public void close() {
          errorClosed = true;
        }
      };

  @TempDir private Path directory;
  private @Nullable LogbackLog log;

  LogbackLogTest() {
    directory = Path.of("");
  }

  @AfterEach
  void close() {
    if (log != null) {
      log.close();
    }
  }

  private Logger open(@Nullable Path path, long mostBytes) {
    LogbackLog opened = LogbackLog.to(new LogFile(path, mostBytes, 3), error);
    log = opened;
    return opened.logger();
  }

  private String error() {
    return error.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesEachLineToStandardErrorAsItIs() {
    Logger log = open(null, LARGE);
    log.info("time=now action=drop");
    log.warn("100% {} %msg \\n");
    assertThat(error()).isEqualToNormalizingNewlines("time=now action=drop\n100% {} %msg \\n\n");
  }

  /** It is the process's, and the server goes on to write there after a detach. */
  @Test
  void leavesStandardErrorOpen() {
    for (Path path : Arrays.asList(null, directory.resolve("drop.log"))) {
      open(path, LARGE).info("line");
      close();
      assertThat(errorClosed).isFalse();
    }
  }

  @Test
  void makesTheFolderAndAppends() throws IOException {
    Path file = directory.resolve("new/folder/drop.log");
    open(file, LARGE).info("one");
    close();
    open(file, LARGE).info("two");
    assertThat(file).hasContent("one\ntwo\n");
    assertThat(error()).isEmpty();
  }

  /** Killed in the middle of a line, say. */
  @Test
  void endsHalfALine() throws IOException {
    Path file = Files.writeString(directory.resolve("drop.log"), "whole\nhal");
    open(file, LARGE).info("next");
    assertThat(Files.readAllLines(file)).containsExactly("whole", "hal", "next");
  }

  @Test
  void rotatesBySize() throws IOException, InterruptedException {
    Path file = directory.resolve("drop.log");
    Logger log = open(file, 10_000);
    String line = "x".repeat(999);
    // The size is looked at once a second.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(directory.resolve("drop.log.2")) && System.nanoTime() < end) {
      log.info(line);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(directory.resolve("drop.log.1")).exists();
    assertThat(directory.resolve("drop.log.2")).exists();
    assertThat(directory.resolve("drop.log.3")).doesNotExist();
    assertThat(error()).isEmpty();
  }

  @Test
  void comesBackWhenTheFolderIsDeleted() throws IOException, InterruptedException {
    Path file = directory.resolve("folder/drop.log");
    Logger log = open(file, LARGE);
    log.info("gone with the folder");
    Files.delete(file);
    Files.delete(file.getParent());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(file) && System.nanoTime() < end) {
      log.info("again");
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(Files.readAllLines(file)).isNotEmpty().allMatch("again"::equals);
    assertThat(error()).isEmpty();
  }

  /** As logrotate does it without telling anybody. */
  @Test
  void followsAMove() throws IOException, InterruptedException {
    Path file = directory.resolve("drop.log");
    Path moved = directory.resolve("drop.log-yesterday");
    Logger log = open(file, LARGE);
    log.info("before");
    Files.move(file, moved);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(file) && System.nanoTime() < end) {
      log.info("after");
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(Files.readAllLines(file)).isNotEmpty().allMatch("after"::equals);
    assertThat(Files.readAllLines(moved)).startsWith("before");
  }

  @Test
  void whatIsNoFolderLeavesStandardError() throws IOException {
    Path noFolder = Files.writeString(directory.resolve("file"), "");
    Logger log = open(noFolder.resolve("drop.log"), LARGE);
    log.info("one");
    log.info("two");
    List<String> lines = error().lines().collect(java.util.stream.Collectors.toList());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("drop444: cannot write the log to ")
        .contains("file/drop.log");
    assertThat(lines.subList(1, 3)).containsExactly("one", "two");
  }

  @Test
  void aFullDiskLosesNoLine() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Logger log = open(full, LARGE);
    log.info("one");
    log.info("two");
    assertThat(error()).contains("drop444: cannot write the log to /dev/full", "No space left");
    assertThat(error().lines()).contains("one", "two");
  }
}
