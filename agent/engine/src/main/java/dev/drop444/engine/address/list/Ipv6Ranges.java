package dev.drop444.engine.address.list;

/**
 * Disjoint ranges of IPv6 addresses, sorted, in flat arrays searched by halving. Ranges of whole
 * /64 networks, as most are, need only the upper halves of their bounds; the others begin and end
 * within one /64, so that its upper half is stored once. Immutable.
 */
final class Ipv6Ranges {

  private static final int NETWORKS_WIDTH = 2;
  private static final int HOSTS_WIDTH = 3;

  /** Upper halves of the first and the last /64. */
  private final long[] networks;

  /** Upper half of a /64; lower halves of the first and the last address. */
  private final long[] hosts;

  private Ipv6Ranges(long[] networks, long[] hosts) {
    this.networks = networks;
    this.hosts = hosts;
  }

  int size() {
    return networks.length / NETWORKS_WIDTH + hosts.length / HOSTS_WIDTH;
  }

  boolean contains(long high, long low) {
    return inNetworks(high) || inHosts(high, low);
  }

  private boolean inNetworks(long high) {
    int from = 0;
    int to = networks.length / NETWORKS_WIDTH;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (Long.compareUnsigned(networks[middle * NETWORKS_WIDTH], high) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from > 0 && Long.compareUnsigned(high, networks[from * NETWORKS_WIDTH - 1]) <= 0;
  }

  private boolean inHosts(long high, long low) {
    int from = 0;
    int to = hosts.length / HOSTS_WIDTH;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = Long.compareUnsigned(hosts[middle * HOSTS_WIDTH], high);
      if (order < 0
          || (order == 0 && Long.compareUnsigned(hosts[middle * HOSTS_WIDTH + 1], low) <= 0)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from > 0
        && hosts[(from - 1) * HOSTS_WIDTH] == high
        && Long.compareUnsigned(low, hosts[from * HOSTS_WIDTH - 1]) <= 0;
  }

  /** Collects ranges in any order; they may overlap. */
  static final class Builder {
    private final Rows networks = new Rows(NETWORKS_WIDTH);
    private final Rows hosts = new Rows(HOSTS_WIDTH);

    void add(long fromHigh, long fromLow, long toHigh, long toLow) {
      if (fromHigh == toHigh && (fromLow != 0 || toLow != -1)) {
        hosts.add(fromHigh, fromLow, toLow);
        return;
      }
      long first = fromHigh;
      long last = toHigh;
      boolean whole = true;
      if (fromLow != 0) {
        hosts.add(first, fromLow, -1);
        first++;
      }
      if (toLow != -1) {
        hosts.add(last, 0, toLow);
        whole = first != last;
        last--;
      }
      if (whole && Long.compareUnsigned(first, last) <= 0) {
        networks.add(first, last, 0);
      }
    }

    Ipv6Ranges build() {
      networks.sort();
      hosts.sort();
      return new Ipv6Ranges(networks.first(mergeNetworks()), hosts.first(mergeHosts()));
    }

    private int mergeNetworks() {
      int size = 0;
      for (int row = 0; row < networks.count(); row++) {
        long last = size > 0 ? networks.get(size - 1, 1) : 0;
        if (size > 0 && reaches(last, networks.get(row, 0))) {
          if (Long.compareUnsigned(networks.get(row, 1), last) > 0) {
            networks.set(size - 1, 1, networks.get(row, 1));
          }
        } else {
          networks.move(row, size++);
        }
      }
      return size;
    }

    private int mergeHosts() {
      int size = 0;
      for (int row = 0; row < hosts.count(); row++) {
        boolean sameNetwork = size > 0 && hosts.get(size - 1, 0) == hosts.get(row, 0);
        long last = size > 0 ? hosts.get(size - 1, 2) : 0;
        if (sameNetwork && reaches(last, hosts.get(row, 1))) {
          if (Long.compareUnsigned(hosts.get(row, 2), last) > 0) {
            hosts.set(size - 1, 2, hosts.get(row, 2));
          }
        } else {
          hosts.move(row, size++);
        }
      }
      return size;
    }

    /** Whether a range that ends at one number overlaps or touches one that starts at another. */
    private static boolean reaches(long last, long first) {
      return last == -1 || Long.compareUnsigned(first, last + 1) <= 0;
    }
  }
}
