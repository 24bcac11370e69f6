package dev.drop444.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a table that is written by hand: proc(5). */
class ProcessTableTest {

  private static final long PID = 77;
  private static final int NOBODY = 65_534;

  private Path directory;
  private Path jar;
  private Path process;
  private ProcessTable table;

  @BeforeEach
  void writeAJvm(@TempDir Path fresh) throws IOException {
    directory = fresh;
    Path proc = directory.resolve("proc");
    jar = Files.writeString(directory.resolve("drop444.jar"), "jar").toRealPath();
    process = Files.createDirectories(proc.resolve(Long.toString(PID)));
    Files.createDirectories(process.resolve("ns"));
    Files.createDirectories(proc.resolve("self/ns"));
    Files.createSymbolicLink(proc.resolve("self/ns/mnt"), Path.of("mnt:[1]"));
    Files.createSymbolicLink(process.resolve("ns/mnt"), Path.of("mnt:[1]"));
    Files.writeString(proc.resolve("self/status"), "Name:\tjava\n");
    Files.writeString(process.resolve("status"), "Name:\tjava\nSigCgt:\t2000000181005ccf\n");
    Files.writeString(process.resolve("cmdline"), "java\0-jar\0shop.jar\0");
    Files.writeString(
        process.resolve("maps"), "7f2-7f3 r-xp 0 fe:01 1  /usr/lib/jvm/lib/server/libjvm.so\n");
    table = new ProcessTable(proc);
  }

  private AttachException refusal(long pid, boolean listed) {
    AttachException refusal =
        catchThrowableOfType(AttachException.class, () -> table.check(pid, jar.toFile(), listed));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private AttachException refusal() {
    return refusal(PID, false);
  }

  @Test
  void aJvmCanBeHad() {
    assertThat(table.isThere()).isTrue();
    assertThat(table.isJvm(PID)).isTrue();
    assertThat(table.isJvm(78)).isFalse();
    assertThatCode(() -> table.check(PID, jar.toFile(), false)).doesNotThrowAnyException();
  }

  @Test
  void aProcessThatIsNotThere() {
    assertThat(refusal(78, false).failure()).isEqualTo(Failure.NO_SUCH_JVM);
    assertThat(refusal(78, false)).hasMessage("there is no process 78");
  }

  @Test
  void aProcessThatIsNoJvmGetsNoSignal() throws IOException {
    Files.writeString(process.resolve("maps"), "7f2-7f3 r-xp 0 fe:01 1  /usr/sbin/nginx\n");
    assertThat(table.isJvm(PID)).isFalse();
    assertThat(refusal().failure()).isEqualTo(Failure.NO_SUCH_JVM);
    assertThat(refusal()).hasMessage("process 77 is not a JVM");
  }

  @Test
  void aJvmThatIsClosed() throws IOException {
    for (String option :
        new String[] {"-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading"}) {
      Files.writeString(process.resolve("cmdline"), "java\0" + option + "\0-jar\0shop.jar\0");
      assertThat(refusal(PID, true).failure()).isEqualTo(Failure.REFUSED);
      assertThat(refusal()).hasMessageContaining(option).hasMessageContaining("-javaagent");
    }
  }

  @Test
  void aJvmThatTheSignalWouldEnd() throws IOException {
    Files.writeString(process.resolve("status"), "Name:\tjava\nSigCgt:\t2000000181005ccb\n");
    assertThat(refusal().failure()).isEqualTo(Failure.REFUSED);
    assertThat(refusal()).hasMessageContaining("-Xrs");
  }

  @Test
  void aContainerThatDoesNotSeeTheJar() throws IOException {
    Files.delete(process.resolve("ns/mnt"));
    Files.createSymbolicLink(process.resolve("ns/mnt"), Path.of("mnt:[2]"));
    Path root = Files.createDirectories(process.resolve("root"));
    assertThat(refusal().failure()).isEqualTo(Failure.IN_CONTAINER);
    assertThat(refusal()).hasMessageContaining("docker exec");

    Path inside = root.resolve(jar.getRoot().relativize(jar));
    Files.createDirectories(inside.getParent());
    Files.writeString(inside, "another one");
    assertThat(refusal().failure()).isEqualTo(Failure.IN_CONTAINER);

    Files.delete(inside);
    Files.createLink(inside, jar);
    assertThatCode(() -> table.check(PID, jar.toFile(), true)).doesNotThrowAnyException();
  }

  @Test
  void anotherUsersProcess() throws IOException {
    assumeTrue(Files.getAttribute(directory, "unix:uid").equals(0), "only root can give away");
    Path self = directory.resolve("proc/self");
    Files.setAttribute(self, "unix:uid", NOBODY);
    assertThat(refusal(PID, true).failure()).isEqualTo(Failure.NOT_PERMITTED);
    assertThat(refusal()).hasMessageContaining("belongs to root").hasMessageContaining("sudo -u");
    Files.setAttribute(self, "unix:uid", 0);
    Files.setAttribute(process, "unix:uid", NOBODY);
    assertThatCode(() -> table.check(PID, jar.toFile(), true))
        .as("root")
        .doesNotThrowAnyException();
  }
}
