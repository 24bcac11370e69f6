package dev.drop444.tomcat;

import dev.drop444.engine.gate.AcceptVerdict;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.Gates;
import dev.drop444.engine.gate.Malformation;
import dev.drop444.engine.gate.OpenConnection;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.ResponseHead;
import dev.drop444.engine.gate.Verdict;
import dev.drop444.engine.gate.Workers;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An engine for tests: the path says what happens, and what was read of the head is kept. */
final class Rules implements Gates {

  static final Verdict FIN = Verdict.drop("malformed", Closing.FIN, false);
  static final Verdict RST = Verdict.drop("malformed", Closing.RST, false);
  static final Verdict CONNECTION = Verdict.drop("malformed", Closing.FIN, true);

  static final Verdict LIMIT = Verdict.respond("limit", 429, 7);

  volatile Verdict malformed = Verdict.PASS;

  volatile boolean looksAtResponses = true;
  volatile Verdict responseVerdict = Verdict.PASS;

  /** The status that the verdict is about; 0 for all. */
  volatile int only;

  /** Each response: status, target, whose page, failure. */
  final List<String> responses = new CopyOnWriteArrayList<>();

  /** Some fields of the last response. */
  final List<String> own = new CopyOnWriteArrayList<>();

  /** Each malformed request: kind and excerpt. */
  final List<String> refused = new CopyOnWriteArrayList<>();

  /** The field lines of the last request. */
  final List<String> fields = new CopyOnWriteArrayList<>();

  /** Whom a proxy's protocol named as the client of the last request. */
  volatile @Nullable String forwardedFor;

  /** The connection of the last request. */
  volatile @Nullable ConnectionWatch connection;

  final List<Opened> opened = new CopyOnWriteArrayList<>();
  volatile boolean watches = true;

  final List<Workers> workers = new CopyOnWriteArrayList<>();

  final List<Watched> watched = new CopyOnWriteArrayList<>();
  volatile boolean watchesRequests;

  volatile boolean writesAccessLog = true;

  volatile AcceptVerdict accept = AcceptVerdict.PASS;
  final List<String> seen = new CopyOnWriteArrayList<>();

  volatile boolean looksEarly;

  /** What the early look was asked with. */
  final List<String> early = new CopyOnWriteArrayList<>();

  /** What an acceptor waits for, since clients write a moment after they have connected. */
  volatile CountDownLatch written = new CountDownLatch(0);

  /** What the thread does that tells of a connection. */
  volatile Runnable whenOpened = () -> {};

  void forget() {
    malformed = Verdict.PASS;
    accept = AcceptVerdict.PASS;
    writesAccessLog = true;
    looksAtResponses = true;
    responseVerdict = Verdict.PASS;
    only = 0;
    refused.clear();
    seen.clear();
    responses.clear();
    opened.clear();
    watches = true;
    watched.clear();
    watchesRequests = false;
    looksEarly = false;
    early.clear();
    written = new CountDownLatch(0);
  }

  @Override
  public AcceptVerdict accept(InetAddress peer, int localPort) {
    await(written);
    return peer.isLoopbackAddress() && localPort > 0 ? accept : AcceptVerdict.PASS;
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited in vain");
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public boolean looksEarly() {
    return looksEarly;
  }

  @Override
  public Verdict early(InetAddress peer, int localPort, ByteBuffer read) {
    String text = StandardCharsets.ISO_8859_1.decode(read.duplicate()).toString();
    early.add(peer.isLoopbackAddress() && localPort > 0 ? text : "address unknown");
    if (text.startsWith("GET /fin")) {
      return FIN;
    }
    return text.startsWith("GET /rst") ? RST : Verdict.PASS;
  }

  @Override
  public Verdict request(RequestHead head) {
    String path = head.target().toString();
    connection = head.connection();
    CharSequence stated = head.forwardedFor();
    forwardedFor = stated == null ? null : stated.toString();
    List<String> lines = new ArrayList<>();
    head.fields((name, value) -> lines.add(name + ": " + value));
    fields.clear();
    fields.addAll(lines);
    seen.add(
        String.join(
            " ",
            head.protocol().text(),
            head.method(),
            path,
            String.valueOf(head.host()),
            String.valueOf(head.header("x-tag")),
            String.valueOf(head.header("x-tag", 1)),
            String.valueOf(head.header("x-none")),
            String.valueOf(head.peer()),
            head.secure() ? "secure" : "plain"));
    if (path.startsWith("/fin")) {
      return Verdict.drop("fin", Closing.FIN, false);
    }
    if (path.startsWith("/rst")) {
      return Verdict.drop("rst", Closing.RST, false);
    }
    if (path.startsWith("/connection")) {
      return Verdict.drop("connection", Closing.FIN, true);
    }
    if (path.startsWith("/limit")) {
      return LIMIT;
    }
    if (watchesRequests) {
      Watched watch = new Watched(path);
      watched.add(watch);
      return Verdict.passing(watch);
    }
    return Verdict.PASS;
  }

  /** A request that passed, and what was told of it. */
  static final class Watched implements RequestWatch {
    final String path;
    final AtomicInteger waits = new AtomicInteger();
    final AtomicLong bytes = new AtomicLong();
    final AtomicInteger completions = new AtomicInteger();
    volatile boolean awaited;

    Watched(String path) {
      this.path = path;
    }

    @Override
    public void bodyAwaited() {
      awaited = true;
      waits.incrementAndGet();
    }

    @Override
    public void bodyArrived(long more) {
      awaited = false;
      bytes.addAndGet(more);
    }

    @Override
    public void completed() {
      completions.incrementAndGet();
    }

    boolean isOver() {
      return completions.get() > 0;
    }
  }

  @Override
  public @Nullable ConnectionWatch opened(OpenConnection connection) {
    Opened watch = new Opened(connection);
    opened.add(watch);
    whenOpened.run();
    return watches ? watch : null;
  }

  @Override
  public boolean writesAccessLog() {
    return writesAccessLog;
  }

  @Override
  public void workers(Workers each) {
    workers.add(each);
  }

  /** A connection, and what was told of it. */
  static final class Opened implements ConnectionWatch {
    final OpenConnection connection;
    final List<String> told = new CopyOnWriteArrayList<>();

    Opened(OpenConnection connection) {
      this.connection = connection;
    }

    @Override
    public void headIncomplete() {
      told.add("head incomplete");
    }

    @Override
    public void upgraded() {
      told.add("upgraded");
    }

    @Override
    public void closed() {
      told.add("closed");
    }

    boolean isClosed() {
      return told.contains("closed");
    }
  }

  @Override
  public boolean looksAt(int status) {
    return looksAtResponses;
  }

  @Override
  public Verdict response(RequestHead head, ResponseHead response) {
    responses.add(
        String.join(
            " ",
            String.valueOf(response.status()),
            head.target(),
            response.isServerErrorPage() ? "server's page" : "page",
            String.valueOf(response.failure())));
    own.clear();
    for (String name : List.of("content-type", "content-length", "x-own", "x-none")) {
      own.add(name + ": " + response.header(name, 0) + ", " + response.header(name, 1));
    }
    return response.status() == only || only == 0 ? responseVerdict : Verdict.PASS;
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
    return malformed;
  }
}
