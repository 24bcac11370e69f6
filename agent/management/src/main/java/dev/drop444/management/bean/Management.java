package dev.drop444.management.bean;

import dev.drop444.engine.Engine;
import dev.drop444.engine.address.list.ListState;
import dev.drop444.engine.config.KeyTable;
import dev.drop444.management.Decided;
import dev.drop444.management.Names;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The MBeans of one engine in the platform's MBean server, between the first {@link #refresh} and
 * {@link #close}. There is one for each thing that is counted, because that is what exporters and
 * dashboards read best; new ones come with the first of its kind. Thread-safe.
 *
 * <p>The MBean server is not touched before the first refresh: servers may insist on choosing it.
 */
public final class Management implements AutoCloseable {

  private final Engine engine;
  private final String version;
  private final Supplier<List<String>> servers;
  private final Map<ObjectName, Object> registered = new HashMap<>();
  private final Set<ObjectName> refused = new HashSet<>();
  private boolean closed;

  /**
   * Registers nothing yet.
   *
   * @param version of drop444
   * @param servers which servers are guarded and which are not, a sentence each
   */
  public Management(Engine engine, String version, Supplier<List<String>> servers) {
    this.engine = engine;
    this.version = version;
    this.servers = servers;
  }

  /** Registers what is new and unregisters what is gone, as {@code jmx} says. Never throws. */
  public synchronized void refresh() {
    if (closed) {
      return;
    }
    try {
      show(engine.configuration().get(KeyTable.JMX) ? beans() : Map.of());
    } catch (RuntimeException | LinkageError ours) {
      engine.fault("management", ours);
    }
  }

  /** Unregisters all. Never throws. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      show(Map.of());
    } catch (RuntimeException | LinkageError ours) {
      engine.fault("management", ours);
    }
  }

  private void show(Map<ObjectName, Supplier<Object>> wanted) {
    if (wanted.isEmpty() && registered.isEmpty()) {
      return;
    }
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : List.copyOf(registered.keySet())) {
      if (!wanted.containsKey(name)) {
        unregister(server, name);
      }
    }
    wanted.forEach(
        (name, bean) -> {
          if (!registered.containsKey(name) && !refused.contains(name)) {
            register(server, name, bean.get());
          }
        });
  }

  private void register(MBeanServer server, ObjectName name, Object bean) {
    try {
      server.registerMBean(bean, name);
      registered.put(name, bean);
    } catch (InstanceAlreadyExistsException taken) {
      refused.add(name);
      engine.warn("there is an MBean " + name + " already, and it is not drop444's");
    } catch (JMException failed) {
      refused.add(name);
      engine.fault("management", failed);
    }
  }

  private void unregister(MBeanServer server, ObjectName name) {
    registered.remove(name);
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException gone) {
      // Somebody else has done it.
    } catch (JMException failed) {
      engine.fault("management", failed);
    }
  }

  private Map<ObjectName, Supplier<Object>> beans() {
    Map<ObjectName, Supplier<Object>> beans = new HashMap<>();
    beans.put(Names.GUARD, () -> new Guard(engine, version, servers));
    beans.put(Names.BANS, () -> new BanDesk(engine));
    for (String server : engine.ledger().servers()) {
      beans.put(Names.traffic(server), () -> new Traffic(engine, server));
    }
    engine
        .ledger()
        .forEachDecision(
            (server, mode, gate, action, rule, count) ->
                beans.put(
                    Names.decisions(new Decided(server, mode, gate, action, rule, 0)),
                    () -> new Decisions(count)));
    engine
        .ledger()
        .tables()
        .forEach((name, table) -> beans.put(Names.state(name), () -> new State(table)));
    engine
        .ledger()
        .selfTimes()
        .forEach((gate, time) -> beans.put(Names.gate(gate), () -> new Gate(time)));
    for (ListState list : engine.lists()) {
      String file = list.file().toString();
      beans.put(Names.addressList(file), () -> new AddressList(engine, file));
    }
    return beans;
  }
}
