package dev.drop444.engine.address.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedListTest {

  private static final InetAddress ONE = Lists.address("192.0.2.1");
  private static final InetAddress TWO = Lists.address("192.0.2.2");

  private final Path folder;
  private final Path path;
  private final File file;
  private final AtomicLong clock = new AtomicLong(1_000_000);
  private int revision;

  WatchedListTest(@TempDir Path folder) {
    this.folder = folder;
    this.path = folder.resolve("block.list");
    this.file = path.toFile();
  }

  /** Writes in place, with a time of its own, whatever the file system's clock can tell apart. */
  private void write(String text) throws IOException {
    Files.writeString(path, text);
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_700_000_000_000L + 10L * revision++));
  }

  private WatchedList open(String text) throws IOException {
    write(text);
    return WatchedList.open(file, clock::get);
  }

  private static boolean refreshTwice(WatchedList list) {
    assertThat(list.refresh()).isFalse();
    return list.refresh();
  }

  @Test
  void readsTheFileAgainWhenItHasChangedAndComeToRest() throws IOException {
    WatchedList list = open("192.0.2.1\nx\n");
    assertThat(list.contains(ONE)).isTrue();
    assertThat(list.contains(null)).isFalse();
    assertThat(list.state().loadedAtMillis()).isEqualTo(1_000_000);
    assertThat(list.refresh()).isFalse();
    clock.addAndGet(90_000);
    write("192.0.2.2\n192.0.2.3\n");
    assertThat(list.refresh()).isFalse();
    assertThat(list.contains(ONE)).isTrue();
    assertThat(list.refresh()).isTrue();
    assertThat(list.contains(ONE)).isFalse();
    assertThat(list.contains(TWO)).isTrue();
    assertThat(list.state().entries()).isEqualTo(2);
    assertThat(list.state().loadedAtMillis()).isEqualTo(1_090_000);
    assertThat(list.state().problem()).isNull();
    assertThat(refreshTwice(list)).isFalse();
  }

  @Test
  void doesNotReadAFileThatIsStillGrowing() throws IOException {
    WatchedList list = open("192.0.2.1\n");
    for (String half : new String[] {"192.0.2.2\n1", "192.0.2.2\n10.0.0.0/2", "192.0.2.2\n#"}) {
      write(half);
      assertThat(list.refresh()).isFalse();
      assertThat(list.contains(ONE)).isTrue();
      assertThat(list.contains(Lists.address("20.0.0.1"))).isFalse();
    }
    assertThat(list.state().problem()).contains("changing");
    assertThat(list.refresh()).isTrue();
    assertThat(list.contains(TWO)).isTrue();
  }

  @Test
  void seesARenameEvenIfSizeAndTimeAreTheSame() throws IOException {
    WatchedList list = open("192.0.2.1\n");
    list.refresh();
    Path other = folder.resolve("block.list.new");
    Files.writeString(other, "192.0.2.2\n");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
    Files.move(other, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(refreshTwice(list)).isTrue();
    assertThat(list.contains(TWO)).isTrue();
  }

  @Test
  void keepsTheLastGoodListWhenTheFileVanishesAndSaysHowOldItIs() throws IOException {
    WatchedList list = open("192.0.2.1\n");
    Files.delete(path);
    clock.addAndGet(3 * 3600_000L);
    assertThat(refreshTwice(list)).isFalse();
    assertThat(list.contains(ONE)).isTrue();
    ListState state = list.state();
    assertThat(state.ageMillis()).isEqualTo(3 * 3600_000L);
    assertThat(state.problem()).isEqualTo("there is no such file");
    assertThat(state)
        .hasToString(file + ": 1 entries, read 3 h ago; kept, because there is no such file");
    write("192.0.2.2\n");
    assertThat(refreshTwice(list)).isTrue();
    assertThat(list.contains(ONE)).isFalse();
    assertThat(list.state().problem()).isNull();
    assertThat(list.state().ageMillis()).isZero();
  }

  @Test
  void isWellAgainWhenTheSameFileIsBack() throws IOException {
    WatchedList list = open("192.0.2.1\n");
    list.refresh();
    Path aside = folder.resolve("aside");
    Files.move(path, aside);
    list.refresh();
    assertThat(list.state().problem()).isNotNull();
    Files.move(aside, path);
    assertThat(list.refresh()).isFalse();
    assertThat(list.state().problem()).isNull();
  }

  @Test
  void keepsTheLastGoodListWhenSomethingElseIsInItsPlace() throws IOException {
    WatchedList list = open("192.0.2.1\n");
    Files.delete(path);
    Files.createDirectory(path);
    assertThat(refreshTwice(list)).isFalse();
    assertThat(list.state().problem()).isEqualTo("this is no regular file");
    assertThat(list.contains(ONE)).isTrue();
  }

  @Test
  void keepsTheLastGoodListWhenTheNewOneIsNone() throws IOException {
    WatchedList list = open("192.0.2.1\n");
    write("<html>\n<h1>502 Bad Gateway</h1>\n");
    assertThat(refreshTwice(list)).isFalse();
    assertThat(list.state().problem()).contains("broken lines only, line 1: ");
    write("");
    assertThat(refreshTwice(list)).isFalse();
    assertThat(list.state().problem()).contains("the file is empty");
    assertThat(list.contains(ONE)).isTrue();
    Files.delete(path);
    list.refresh();
    assertThat(list.state().problem()).isEqualTo("there is no such file");
    write("# nobody\n");
    assertThat(refreshTwice(list)).isTrue();
    assertThat(list.contains(ONE)).isFalse();
    assertThat(list.state().problem()).isNull();
  }

  @Test
  void countsBrokenLinesAndNamesTheFirst() throws IOException {
    WatchedList list = open("192.0.2.1\nevil.example\n1.2.3\n");
    assertThat(list.state().brokenLines()).isEqualTo(2);
    assertThat(list.state().firstBrokenLines())
        .containsExactly(
            new BrokenLine(2, LineFault.HOST_NAME), new BrokenLine(3, LineFault.NOT_AN_ADDRESS));
    assertThat(list.state().toString()).contains("2 broken lines, the first: line 2: a host name");
  }

  @Test
  void anAgeIsNeverNegative() throws IOException {
    WatchedList list = open("192.0.2.1\n");
    clock.addAndGet(-5000);
    assertThat(list.state().ageMillis()).isZero();
  }

  @Test
  void cannotBeOpenedWithoutAFile() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> WatchedList.open(file, clock::get))
        .withMessage("there is no such file");
    assertThatIOException()
        .isThrownBy(() -> WatchedList.open(folder.toFile(), clock::get))
        .withMessage("this is no regular file");
  }

  @Test
  void thereIsNoMomentInWhichNeitherListHolds() throws Exception {
    String common = "192.0.2.1\n";
    WatchedList list = open(common);
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger missed = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    Thread client =
        new Thread(
            () -> {
              while (!done.get()) {
                missed.addAndGet(list.contains(ONE) ? 0 : 1);
                asked.incrementAndGet();
              }
            });
    client.start();
    for (int i = 0; i < 200 || asked.get() == 0; i++) {
      write("10.0.0." + i % 256 + "\n" + common + "10.1.0.0/" + (16 + i % 16) + "\n");
      assertThat(refreshTwice(list)).isTrue();
    }
    done.set(true);
    client.join();
    assertThat(missed).hasValue(0);
  }
}
