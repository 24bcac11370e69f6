package dev.drop444.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.attach.Jvm;
import dev.drop444.attach.Machine;
import dev.drop444.management.Names;
import java.io.File;
import java.io.UncheckedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.StandardMBean;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent of another version, over a real connection: it has other attributes than ours. */
class GuardedProcessTest {

  /** As an agent might have begun. */
  public interface EarlyGuardMXBean {
    String getMode();

    long getRequests();

    /** What ours does not know. */
    long getSecrets();
  }

  /** It. */
  public static final class EarlyGuard implements EarlyGuardMXBean {
    @Override
    public String getMode() {
      return "enforce";
    }

    @Override
    public long getRequests() {
      return 7;
    }

    @Override
    public long getSecrets() {
      return 1;
    }
  }

  private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
  private final JMXConnectorServer server;

  GuardedProcessTest() throws Exception {
    server =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://127.0.0.1"), null, beans);
  }

  @BeforeEach
  void start() throws Exception {
    beans.registerMBean(
        new StandardMBean(new EarlyGuard(), EarlyGuardMXBean.class, true), Names.GUARD);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @SuppressWarnings("BanJNDI") // to ourselves
  private GuardedProcess connect() throws Exception {
    Jvm self = Machine.here(new File("drop444.jar")).find(pid());
    return new GuardedProcess(self, JMXConnectorFactory.connect(server.getAddress()));
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  @Test
  void tellsWhatIsThereAndLeavesOutTheRest() throws Exception {
    try (GuardedProcess process = connect()) {
      Standing standing = process.standing();
      assertThat(standing.guard().text("mode")).isEqualTo("enforce");
      assertThat(standing.guard().count("requests")).isEqualTo(7);
      assertThat(standing.guard().count("faults")).isNull();
      assertThat(standing.guard().countOrZero("faults")).isZero();
      assertThat(standing.guard().text("version")).isEqualTo("-");
      assertThat(standing.guard().texts("servers")).isEmpty();
      assertThat(standing.guard().measure("selfTimeSeconds")).isNull();
      assertThat(standing.guard().values()).containsOnlyKeys("mode", "requests");
      assertThat(standing.decisions()).isEmpty();
      assertThat(standing.worst()).isEmpty();
      assertThat(standing.bans()).isNull();
      assertThat(process.faults()).isEmpty();
      assertThat(process.states()).isEmpty();
      assertThatThrownBy(() -> process.bans().liftAll())
          .isInstanceOf(UndeclaredThrowableException.class);
    }
  }

  @Test
  void aProcessThatIsGoneIsNoEmptyOne() throws Exception {
    GuardedProcess process = connect();
    server.stop();
    assertThatThrownBy(process::standing).isInstanceOf(UncheckedIOException.class);
    process.close();
  }
}
