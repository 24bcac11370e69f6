package dev.drop444.engine;

import dev.drop444.engine.connection.Judge;
import dev.drop444.engine.connection.Sweeper;
import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.gate.Workers;
import dev.drop444.engine.journal.Faults;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gates of one server. Whatever fails behind them is counted, and passes.
 *
 * <p>A request without a match allocates nothing here and takes no lock, unless a rule looks at the
 * path and the path is not in normal form, or the client stands behind a trusted proxy; neither
 * does a connection over IPv4. Thread-safe.
 */
final class Door implements Gates {

  private final Shared shared;
  private final Counters counters;
  private final Faults faults;
  private final Chores chores;
  private final Sweeper sweeper;
  private final Supplier<Judge> judges = this::judge;
  private volatile Regime regime;
  private volatile boolean saidThatManagementIsLeftAlone;

  Door(
      Policy policy,
      Shared shared,
      Counters counters,
      Faults faults,
      Chores chores,
      Sweeper sweeper) {
    this.shared = shared;
    this.counters = counters;
    this.faults = faults;
    this.chores = chores;
    this.sweeper = sweeper;
    this.regime = new Regime(policy, shared, counters);
  }

  /** Puts another policy in force, in one volatile write. */
  void follow(Policy policy) {
    regime = new Regime(policy, shared, counters);
  }

  private Judge judge() {
    return regime.slow;
  }

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    long begun = shared.acceptTime.begin();
    try {
      chores.start();
      return regime.accept.decide(peer);
    } catch (Throwable ours) {
      faults.report("accept gate", ours);
      return AcceptVerdict.PASS;
    } finally {
      shared.acceptTime.end(begun);
    }
  }

  @Override
  public boolean looksEarly() {
    return regime.early.isOpen();
  }

  @Override
  public Verdict early(InetAddress peer, int localPort, ByteBuffer read) {
    long begun = shared.requestTime.begin();
    try {
      return regime.early.decide(peer, localPort, read);
    } catch (Throwable ours) {
      faults.report("early look", ours);
      return Verdict.PASS;
    } finally {
      shared.requestTime.end(begun);
    }
  }

  @Override
  public Verdict request(RequestHead head) {
    long begun = shared.requestTime.begin();
    try {
      return regime.request.decide(head);
    } catch (Throwable ours) {
      faults.report("request gate", ours);
      return Verdict.PASS;
    } finally {
      shared.requestTime.end(begun);
    }
  }

  @Override
  public Verdict malformed(
      @Nullable InetAddress peer,
      int localPort,
      Malformation what,
      @Nullable CharSequence excerpt) {
    long begun = shared.malformedTime.begin();
    try {
      return regime.malformed.decide(peer, localPort, what, excerpt);
    } catch (Throwable ours) {
      faults.report("malformed gate", ours);
      return Verdict.PASS;
    } finally {
      shared.malformedTime.end(begun);
    }
  }

  @Override
  public boolean looksAt(int status) {
    return regime.response.looksAt(status);
  }

  @Override
  public Verdict response(RequestHead head, ResponseHead response) {
    long begun = shared.responseTime.begin();
    try {
      return regime.response.decide(head, response);
    } catch (Throwable ours) {
      faults.report("response gate", ours);
      return Verdict.PASS;
    } finally {
      shared.responseTime.end(begun);
    }
  }

  @Override
  public boolean writesAccessLog() {
    return regime.policy.writesAccessLog;
  }

  @Override
  public boolean guardsManagement() {
    if (regime.policy.guardsManagement) {
      return true;
    }
    if (!saidThatManagementIsLeftAlone) {
      saidThatManagementIsLeftAlone = true;
      shared.journal.info(
          "the server's management interface is left alone, unless guard-management=true");
    }
    return false;
  }

  @Override
  public void workers(Workers workers) {
    try {
      shared.overload.add(workers);
    } catch (Throwable ours) {
      faults.report("workers", ours);
    }
  }

  @Override
  public @Nullable ConnectionWatch opened(OpenConnection connection) {
    try {
      if (!regime.policy.tracksConnections) {
        return null;
      }
      sweeper.start();
      return shared.connections.opened(connection, judges);
    } catch (Throwable ours) {
      faults.report("connections", ours);
      return null;
    }
  }
}
