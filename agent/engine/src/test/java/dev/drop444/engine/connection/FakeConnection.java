package dev.drop444.engine.connection;

import dev.drop444.engine.Addresses;
import dev.drop444.engine.gate.Closing;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.OpenConnection;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection of no server: it is closed as soon as it is ended, and says so as a server would.
 */
public final class FakeConnection implements OpenConnection {

  /** For connections at which no sweep looks. */
  static final Supplier<Judge> NO_JUDGE =
      () -> {
        throw new AssertionError("no judge is to be asked");
      };

  private final @Nullable InetAddress peer;
  private final int port;
  private final List<Closing> ends = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean open = true;
  private volatile @Nullable ConnectionWatch watch;

  private FakeConnection(@Nullable InetAddress peer, int port) {
    this.peer = peer;
    this.port = port;
  }

  public static FakeConnection from(@Nullable String peer) {
    return from(peer, 8080);
  }

  public static FakeConnection from(@Nullable String peer, int port) {
    return new FakeConnection(peer == null ? null : Addresses.of(peer), port);
  }

  /** What was made of it; told at the end of the connection. */
  public @Nullable ConnectionWatch watchedBy(@Nullable ConnectionWatch watch) {
    this.watch = watch;
    return watch;
  }

  /** It is gone, and nobody was told. */
  public void vanish() {
    open = false;
  }

  /** How it was ended by us, if it was; more than once would be a mistake. */
  public List<Closing> ends() {
    return ends;
  }

  /** Waits until it is ended by us. */
  public boolean awaitEnd() throws InterruptedException {
    return ended.await(30, TimeUnit.SECONDS);
  }

  @Override
  public @Nullable InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return port;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void end(Closing how) {
    ends.add(how);
    open = false;
    ConnectionWatch told = watch;
    if (told != null) {
      told.closed();
    }
    ended.countDown();
  }
}
