package dev.drop444.it.jmx;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.drop444.it.process.Await;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A plain JMX client, which has none of drop444's classes, in the way of JConsole. */
final class JmxClient implements AutoCloseable {

  private final JMXConnector connector;
  private final MBeanServerConnection server;

  private JmxClient(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
  }

  /** Of a process that the test has started. */
  @SuppressWarnings("BanJNDI") // no directory is asked: the address says all
  static JmxClient of(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        String address = machine.startLocalManagementAgent();
        return new JmxClient(JMXConnectorFactory.connect(new JMXServiceURL(address)));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
  }

  private static ObjectName name(String properties) {
    try {
      return new ObjectName("dev.drop444:" + properties);
    } catch (JMException e) {
      throw new IllegalArgumentException(properties, e);
    }
  }

  /** The names of drop444's MBeans, without the domain. */
  Set<String> names() {
    try {
      return server.queryNames(name("*"), null).stream()
          .map(ObjectName::getKeyPropertyListString)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value of an attribute, once there is such an MBean. */
  Object get(String properties, String attribute) {
    Await.that("the MBean " + properties, this::names, names -> names.contains(properties));
    try {
      return server.getAttribute(name(properties), attribute);
    } catch (IOException | JMException e) {
      throw new IllegalStateException(properties + " " + attribute, e);
    }
  }

  long number(String properties, String attribute) {
    return ((Number) get(properties, attribute)).longValue();
  }

  /** Calls an operation whose arguments are texts, or longs or ints. */
  Object call(String properties, String operation, Object... arguments) throws MBeanException {
    String[] types = new String[arguments.length];
    for (int i = 0; i < types.length; i++) {
      types[i] =
          arguments[i] instanceof Long
              ? "long"
              : arguments[i] instanceof Integer ? "int" : String.class.getName();
    }
    try {
      return server.invoke(name(properties), operation, arguments, types);
    } catch (MBeanException e) {
      throw e;
    } catch (IOException | JMException e) {
      throw new IllegalStateException(properties + " " + operation, e);
    }
  }

  static Object field(Object composite, String name) {
    return ((CompositeData) composite).get(name);
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
