package dev.drop444.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.gate.Workers;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Gates that say what the test wants, and count how often they are asked. */
class TrialGates implements Gates {

  final AtomicInteger requests = new AtomicInteger();
  volatile AcceptVerdict accept = AcceptVerdict.PASS;
  volatile Function<RequestHead, Verdict> request = head -> Verdict.PASS;

  /** Why Jetty refused, in the order in which it did. */
  final List<Malformation> malformations = new CopyOnWriteArrayList<>();

  volatile Verdict malformed = Verdict.PASS;

  /** The connections that were opened, whose watches were made. */
  final List<TrialConnection> connections = new CopyOnWriteArrayList<>();

  /** Whether the engine wants to hear of connections. */
  volatile boolean watching;

  /** What happens to a connection before the engine has returned its watch. */
  volatile Consumer<OpenConnection> opening = connection -> {};

  volatile boolean writesAccessLog = true;

  final List<Workers> workers = new CopyOnWriteArrayList<>();

  @Override
  public @Nullable ConnectionWatch opened(OpenConnection connection) {
    if (!watching) {
      return null;
    }
    TrialConnection made = new TrialConnection(connection);
    connections.add(made);
    opening.accept(connection);
    return made;
  }

  @Override
  public boolean writesAccessLog() {
    return writesAccessLog;
  }

  @Override
  public void workers(Workers told) {
    workers.add(told);
  }

  /** At which statuses the response gate looks. */
  volatile IntPredicate looksAt = status -> false;

  volatile BiFunction<RequestHead, ResponseHead, Verdict> response = (head, made) -> Verdict.PASS;

  /** What the response gate was asked about: path and status. */
  final List<String> responses = new CopyOnWriteArrayList<>();

  @Override
  public boolean looksAt(int status) {
    assertThat(status).isBetween(200, 999);
    return looksAt.test(status);
  }

  @Override
  public Verdict response(RequestHead head, ResponseHead made) {
    responses.add(head.target() + " " + made.status());
    return response.apply(head, made);
  }

  /** What happens to a connection before the accept gate has answered. */
  volatile Runnable accepting = () -> {};

  volatile boolean looksEarly;

  /** What the early look was shown. */
  final List<String> early = new CopyOnWriteArrayList<>();

  volatile Function<String, Verdict> judgesEarly = read -> Verdict.PASS;

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    accepting.run();
    return accept;
  }

  @Override
  public boolean looksEarly() {
    return looksEarly;
  }

  @Override
  public Verdict early(InetAddress peer, int localPort, ByteBuffer read) {
    assertThat(peer).isEqualTo(InetAddress.getLoopbackAddress());
    assertThat(localPort).isNotNegative();
    String text = ISO_8859_1.decode(read.duplicate()).toString();
    // First, so that whoever waits for the list to grow sees what came of it.
    Verdict verdict = judgesEarly.apply(text);
    early.add(text);
    return verdict;
  }

  @Override
  public Verdict request(RequestHead head) {
    requests.incrementAndGet();
    return request.apply(head);
  }

  @Override
  public Verdict malformed(
      @Nullable InetAddress peer,
      int localPort,
      Malformation what,
      @Nullable CharSequence excerpt) {
    assertThat(peer).isEqualTo(InetAddress.getLoopbackAddress());
    assertThat(localPort).isPositive();
    malformations.add(what);
    return malformed;
  }
}
