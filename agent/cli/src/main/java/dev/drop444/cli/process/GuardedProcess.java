package dev.drop444.cli.process;

import dev.drop444.attach.AttachException;
import dev.drop444.attach.Jvm;
import dev.drop444.attach.Machine;
import dev.drop444.management.BansMXBean;
import dev.drop444.management.GuardMXBean;
import dev.drop444.management.Names;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.UncheckedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.InstanceNotFoundException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * drop444 in a process of this machine, over JMX. Methods throw {@code UncheckedIOException} once
 * the process is gone. The agent there may be of another version: what it does not have is missing.
 */
public final class GuardedProcess implements AutoCloseable {

  private static final String[] GUARD = {
    "Version",
    "Mode",
    "ConfiguredMode",
    "StartTime",
    "Configuration",
    "ConfigurationTime",
    "Servers",
    "Connections",
    "Requests",
    "Malformed",
    "OpenConnections",
    "LastLines",
    "Faults",
    "SelfTimeSeconds"
  };
  private static final String[] TRAFFIC = {
    "Connections", "Requests", "Malformed", "Early", "Signals", "Spared"
  };
  private static final String[] STATE = {"Size", "Capacity", "Evictions"};
  private static final String[] GATE = {"TimedCalls", "TimedSeconds", "SelfTimeSeconds"};
  private static final String[] LIST = {
    "Entries", "BrokenLines", "AgeSeconds", "Current", "Problem"
  };

  /** Tells of processes that are gone, on standard error, where a screen may be. */
  private static final Logger NOISE = Logger.getLogger("javax.management.remote");

  private final Jvm jvm;
  private final JMXConnector connector;
  private final MBeanServerConnection connection;
  private final GuardMXBean guard;
  private final BansMXBean bans;

  GuardedProcess(Jvm jvm, JMXConnector connector) throws IOException {
    this.jvm = jvm;
    this.connector = connector;
    this.connection = connector.getMBeanServerConnection();
    this.guard = JMX.newMXBeanProxy(connection, Names.GUARD, GuardMXBean.class);
    this.bans = JMX.newMXBeanProxy(connection, Names.BANS, BansMXBean.class);
  }

  /** Gets to it. */
  public static GuardedProcess reach(Machine machine, Jvm jvm) throws AttachException {
    JMXConnector connector = connect(machine, jvm);
    try {
      GuardedProcess process = new GuardedProcess(jvm, connector);
      // It shows itself from the first connection on; before that somebody must ask.
      if (!process.connection.isRegistered(Names.GUARD)) {
        machine.manage(jvm);
      }
      return process;
    } catch (IOException gone) {
      close(connector);
      throw new UncheckedIOException(gone);
    } catch (AttachException | RuntimeException failed) {
      close(connector);
      throw failed;
    }
  }

  @SuppressWarnings("BanJNDI") // the JVM itself tells the address, and what it sends is filtered
  private static JMXConnector connect(Machine machine, Jvm jvm) throws AttachException {
    String address = machine.management(jvm);
    expectNothingElse();
    NOISE.setLevel(Level.OFF);
    try {
      return JMXConnectorFactory.connect(new JMXServiceURL(address));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SecurityException failed) {
      throw new UncheckedIOException(new IOException(failed));
    }
  }

  /** An operator may be root, and the process not be trusted so far: it sends values, no code. */
  private static synchronized void expectNothingElse() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(
          ObjectInputFilter.Config.createFilter(
              "java.base/*;java.management/*;java.management.rmi/*;java.rmi/*;!*"));
    }
  }

  public Jvm jvm() {
    return jvm;
  }

  /** How it stands now. */
  public Standing standing() {
    Reading read = guardReading();
    List<Reading> traffic = readings("Traffic", "server", TRAFFIC);
    return new Standing(
        System.nanoTime(),
        read,
        traffic,
        listOrEmpty(guard::getDecisions),
        listOrEmpty(guard::getWorstClients),
        orNull(bans::getActive));
  }

  private Reading guardReading() {
    try {
      return new Reading("", connection.getAttributes(Names.GUARD, GUARD));
    } catch (InstanceNotFoundException | ReflectionException missing) {
      throw new UncheckedIOException(
          new IOException("drop444 in process " + jvm + " does not show itself any more", missing));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Faults by kind; empty if there are none, or that is not known. */
  public Map<String, Long> faults() {
    Map<String, Long> faults = orNull(guard::getFaultsByKind);
    return faults == null ? Map.of() : faults;
  }

  /** As {@code StateMXBean} has it. */
  public List<Reading> states() {
    return readings("State", "name", STATE);
  }

  /** As {@code GateMXBean} has it. */
  public List<Reading> gates() {
    return readings("Gate", "name", GATE);
  }

  /** As {@code AddressListMXBean} has it. */
  public List<Reading> lists() {
    return readings("AddressList", "name", LIST);
  }

  private List<Reading> readings(String type, String key, String[] attributes) {
    List<Reading> readings = new ArrayList<>();
    try {
      ObjectName pattern = new ObjectName(Names.DOMAIN + ":type=" + type + ",*");
      for (ObjectName name : connection.queryNames(pattern, null)) {
        try {
          readings.add(new Reading(value(name, key), connection.getAttributes(name, attributes)));
        } catch (InstanceNotFoundException | ReflectionException justGone) {
          // As if it had not been there.
        }
      }
    } catch (MalformedObjectNameException impossible) {
      throw new IllegalArgumentException(impossible);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    readings.sort(Comparator.comparing(Reading::name));
    return readings;
  }

  private static String value(ObjectName name, String key) {
    String value = name.getKeyProperty(key);
    return value == null ? "" : value.startsWith("\"") ? ObjectName.unquote(value) : value;
  }

  /** The operations of an operator, and others. */
  public GuardMXBean guard() {
    return guard;
  }

  /** Who is banned. */
  public BansMXBean bans() {
    return bans;
  }

  /** What is asked for, or an empty list if there is no such thing there. */
  public static <T> List<T> listOrEmpty(Supplier<List<T>> asking) {
    List<T> list = orNull(asking);
    return list == null ? List.of() : list;
  }

  /**
   * What is asked for, or null if there is no such thing there.
   *
   * @throws UncheckedIOException if the process is gone
   */
  private static <T> @Nullable T orNull(Supplier<T> asking) {
    try {
      return asking.get();
    } catch (UndeclaredThrowableException failed) {
      if (failed.getCause() instanceof IOException) {
        throw new UncheckedIOException((IOException) failed.getCause());
      }
      return null;
    }
  }

  @Override
  public void close() {
    close(connector);
  }

  private static void close(JMXConnector connector) {
    try {
      connector.close();
    } catch (IOException gone) {
      // So are we.
    }
  }
}
