package dev.drop444.undertow;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.gate.Workers;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An engine for tests: drops and answers what it is told to, and keeps what it was asked. */
final class Rules implements Gates {

  static final Verdict FIN = Verdict.drop("malformed", Closing.FIN, false);
  static final Verdict RST = Verdict.drop("malformed", Closing.RST, false);
  static final Verdict CONNECTION = Verdict.drop("malformed", Closing.FIN, true);
  static final Verdict CONNECTION_RST = Verdict.drop("malformed", Closing.RST, true);

  volatile boolean management;
  volatile boolean writesAccessLog = true;
  volatile Verdict malformed = Verdict.PASS;
  volatile Verdict request = Verdict.PASS;
  volatile Verdict response = Verdict.PASS;

  /** The statuses that the response gate wants to see. */
  final Set<Integer> statuses = ConcurrentHashMap.newKeySet();

  /** Each malformed request: kind and excerpt. */
  final List<String> refused = new CopyOnWriteArrayList<>();

  /** Each well-formed request: method and target, then its fields. */
  final List<String> seen = new CopyOnWriteArrayList<>();

  /** The version of each of them. */
  final List<Protocol> versions = new CopyOnWriteArrayList<>();

  /** Each response: status, method and target, and what else is known. */
  final List<String> answered = new CopyOnWriteArrayList<>();

  /** Whether connections are watched. */
  volatile boolean watching;

  /** How connections end besides whatever else is said, as by a ban; null if they do not. */
  volatile @Nullable Closing ban;

  /** Whether the early look is wanted. */
  volatile boolean looksEarly;

  /** What becomes of a connection that has brought {@code /bad} along. */
  volatile Verdict early = FIN;

  /** All that each connection has brought along at which somebody looked. */
  final List<String> looked = new CopyOnWriteArrayList<>();

  /** If there, each connection is accepted when its client says so, which has written by then. */
  volatile @Nullable Semaphore written;

  /** Each connection that was opened. */
  final List<Opened> opened = new CopyOnWriteArrayList<>();

  final List<Workers> workers = new CopyOnWriteArrayList<>();

  @Override
  public @Nullable ConnectionWatch opened(OpenConnection connection) {
    Opened told = new Opened(connection);
    opened.add(told);
    return watching ? told : null;
  }

  @Override
  public boolean guardsManagement() {
    return management;
  }

  @Override
  public boolean writesAccessLog() {
    return writesAccessLog;
  }

  @Override
  public void workers(Workers told) {
    workers.add(told);
  }

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    Semaphore clients = written;
    if (clients != null) {
      clients.acquireUninterruptibly();
    }
    return AcceptVerdict.PASS;
  }

  @Override
  public boolean looksEarly() {
    return looksEarly;
  }

  @Override
  public Verdict early(InetAddress peer, int localPort, ByteBuffer read) {
    if (!peer.isLoopbackAddress() || localPort == 0) {
      looked.add("address unknown");
    }
    String text = StandardCharsets.ISO_8859_1.decode(read.duplicate()).toString();
    looked.add(text);
    return text.contains("/bad") ? early : Verdict.PASS;
  }

  @Override
  public Verdict request(RequestHead head) {
    StringBuilder text = new StringBuilder(head.method()).append(' ').append(head.target());
    head.fields(
        (name, value) -> {
          text.append('|').append(name).append(':').append(value);
          return true;
        });
    seen.add(text.toString());
    versions.add(head.protocol());
    ConnectionWatch connection = head.connection();
    if (connection != null) {
      ((Opened) connection).events.add("request");
    }
    ban();
    return request;
  }

  @Override
  public boolean looksAt(int status) {
    return statuses.contains(status);
  }

  @Override
  public Verdict response(RequestHead head, ResponseHead response) {
    StringBuilder text = new StringBuilder().append(response.status()).append(' ');
    text.append(head.method()).append(' ').append(head.target());
    for (String name : List.of("x-login", "location", "set-cookie")) {
      CharSequence value = response.header(name, 0);
      if (value != null) {
        text.append('|').append(name).append(':').append(value);
      }
    }
    Throwable failure = response.failure();
    if (failure != null) {
      text.append("|thrown:").append(failure.getMessage());
    }
    if (response.isServerErrorPage()) {
      text.append("|page");
    }
    answered.add(text.toString());
    ban();
    return this.response;
  }

  @Override
  public Verdict malformed(
      @Nullable InetAddress peer,
      int localPort,
      Malformation what,
      @Nullable CharSequence excerpt) {
    if (peer == null || !peer.isLoopbackAddress() || localPort == 0) {
      refused.add("address unknown");
    }
    refused.add(what + (excerpt == null ? "" : " " + excerpt));
    ban();
    return malformed;
  }

  private void ban() {
    Closing how = ban;
    if (how != null) {
      opened.forEach(told -> told.connection.end(how));
    }
  }

  /** A request that passes, and what was told of it. */
  static final class Passed implements RequestWatch {

    final List<String> events = new CopyOnWriteArrayList<>();
    final AtomicLong arrived = new AtomicLong();

    @Override
    public void bodyAwaited() {
      events.add("awaited");
    }

    @Override
    public void bodyArrived(long bytes) {
      arrived.addAndGet(bytes);
    }

    @Override
    public void completed() {
      events.add("completed");
    }
  }

  /** A connection, and what was told of it. */
  static final class Opened implements ConnectionWatch {

    final OpenConnection connection;
    final List<String> events = new CopyOnWriteArrayList<>();

    Opened(OpenConnection connection) {
      this.connection = connection;
    }

    @Override
    public void headIncomplete() {
      events.add("head");
    }

    @Override
    public void upgraded() {
      events.add("upgraded");
    }

    @Override
    public void closed() {
      events.add("closed");
    }
  }
}
