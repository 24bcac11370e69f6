package dev.drop444.cli.top;

import dev.drop444.management.BanStatus;
import dev.drop444.management.Offender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clients of the screen: the worst, then who is banned besides; and which one is selected. */
final class Clients {

  /** One of them. Immutable. */
  static final class Client {
    final String name;
    final String rule;
    final long hits;
    final @Nullable BanStatus ban;

    private Client(String name, String rule, long hits, @Nullable BanStatus ban) {
      this.name = name;
      this.rule = rule;
      this.hits = hits;
      this.ban = ban;
    }
  }

  private List<Client> all = List.of();
  private @Nullable String selected;

  /** Takes what is known now; the selection stays with its client. */
  void set(List<Offender> worst, List<BanStatus> bans) {
    Map<String, BanStatus> banned = new HashMap<>();
    bans.forEach(ban -> banned.put(ban.getClient(), ban));
    List<Client> next = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Offender one : worst) {
      seen.add(one.getClient());
      next.add(
          new Client(one.getClient(), one.getRule(), one.getCount(), banned.get(one.getClient())));
    }
    for (BanStatus ban : bans) {
      if (seen.add(ban.getClient())) {
        next.add(new Client(ban.getClient(), ban.getRule(), 0, ban));
      }
    }
    all = next;
  }

  /** All of them. */
  List<Client> all() {
    return all;
  }

  /** The selected one, the first if none was; null if there is none at all. */
  @Nullable Client selected() {
    return all.isEmpty() ? null : all.get(index());
  }

  /** Its place. */
  int index() {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name.equals(selected)) {
        return i;
      }
    }
    return 0;
  }

  /** Selects the next one, or the one before, and stops at the ends. */
  void move(int by) {
    if (!all.isEmpty()) {
      selected = all.get(Math.max(0, Math.min(all.size() - 1, index() + by))).name;
    }
  }
}
