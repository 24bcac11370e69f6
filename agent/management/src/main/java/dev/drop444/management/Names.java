package dev.drop444.management;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** How the MBeans are called. These names stay: dashboards are built on them. */
public final class Names {

  /** The domain of all of them. */
  public static final String DOMAIN = "dev.drop444";

  /** A {@link GuardMXBean}. */
  public static final ObjectName GUARD = of("type=Guard");

  /** A {@link BansMXBean}. */
  public static final ObjectName BANS = of("type=Bans");

  private Names() {}

  /** A {@link TrafficMXBean}. */
  public static ObjectName traffic(String server) {
    return of("type=Traffic,server=" + value(server));
  }

  /** A {@link DecisionsMXBean}. */
  public static ObjectName decisions(Decided what) {
    return of(
        "type=Decisions,server="
            + value(what.getServer())
            + ",mode="
            + value(what.getMode())
            + ",gate="
            + value(what.getGate())
            + ",action="
            + value(what.getAction())
            + ",rule="
            + value(what.getRule()));
  }

  /** A {@link StateMXBean}. */
  public static ObjectName state(String what) {
    return of("type=State,name=" + value(what));
  }

  /** A {@link GateMXBean}. */
  public static ObjectName gate(String gate) {
    return of("type=Gate,name=" + value(gate));
  }

  /** An {@link AddressListMXBean}. */
  public static ObjectName addressList(String file) {
    return of("type=AddressList,name=" + ObjectName.quote(file));
  }

  /** Quoted only where it must be: quotes end up in dashboards. */
  private static String value(String text) {
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",=:\"*?\n".indexOf(c) >= 0);
    return plain ? text : ObjectName.quote(text);
  }

  private static ObjectName of(String properties) {
    try {
      return new ObjectName(DOMAIN + ":" + properties);
    } catch (MalformedObjectNameException impossible) {
      throw new IllegalArgumentException(properties, impossible);
    }
  }
}
