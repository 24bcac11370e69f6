package dev.drop444.engine.address.list;

import dev.drop444.engine.address.AddressSet;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as an operator names them: some in place, others in files that are reread when they
 * change. Thread-safe.
 */
public final class AddressLists {

  public static final AddressLists EMPTY = new AddressLists(AddressSet.EMPTY, List.of());

  private final AddressSet inPlace;
  private final WatchedList[] files;

  public AddressLists(AddressSet inPlace, List<WatchedList> files) {
    this.inPlace = inPlace;
    this.files = files.toArray(new WatchedList[0]);
  }

  /**
   * Whether an address is among them now. Allocates nothing for IPv4, takes no lock.
   *
   * @param address null is in no list
   */
  public boolean contains(@Nullable InetAddress address) {
    if (inPlace.contains(address)) {
      return true;
    }
    for (WatchedList file : files) {
      if (file.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether nobody is among them, and never will be without another configuration. */
  public boolean isEmpty() {
    return inPlace.isEmpty() && files.length == 0;
  }

  /** The lists in files. */
  public List<WatchedList> files() {
    return List.of(files);
  }

  /** How much there is, in a few words. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(inPlace.size()).append(" ranges");
    for (WatchedList file : files) {
      ListState state = file.state();
      text.append(" and ").append(state.entries()).append(" entries of ");
      text.append(state.file().getName());
    }
    return text.toString();
  }
}
