package dev.drop444.management.bean;

import dev.drop444.engine.Engine;
import dev.drop444.engine.ban.Ban;
import dev.drop444.management.BanStatus;
import dev.drop444.management.BansMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The bans. */
final class BanDesk implements BansMXBean {

  private static final Comparator<BanStatus> END = Comparator.comparingLong(BanStatus::getUntil);

  private final Engine engine;

  BanDesk(Engine engine) {
    this.engine = engine;
  }

  private static BanStatus status(String client, Ban ban) {
    return new BanStatus(client, ban.rule(), ban.until().toEpochMilli(), ban.count());
  }

  @Override
  public long getActive() {
    return engine.bans().size();
  }

  @Override
  public List<BanStatus> list(int most) {
    if (most < 1) {
      return List.of();
    }
    PriorityQueue<BanStatus> last = new PriorityQueue<>(END);
    engine
        .bans()
        .forEach(
            (client, ban) -> {
              last.add(status(client, ban));
              if (last.size() > most) {
                last.remove();
              }
            });
    List<BanStatus> list = new ArrayList<>(last);
    list.sort(END.reversed());
    return list;
  }

  @Override
  public List<BanStatus> find(String client) {
    List<BanStatus> found = new ArrayList<>();
    engine.bans().find(client, (who, ban) -> found.add(status(who, ban)));
    return found;
  }

  @Override
  public BanStatus ban(String client, long seconds) {
    List<BanStatus> banned = new ArrayList<>();
    engine
        .bans()
        .ban(client, Duration.ofSeconds(seconds), (who, ban) -> banned.add(status(who, ban)));
    return banned.get(0);
  }

  @Override
  public boolean lift(String client) {
    return engine.bans().lift(client);
  }

  @Override
  public long liftAll() {
    return engine.bans().liftAll();
  }
}
