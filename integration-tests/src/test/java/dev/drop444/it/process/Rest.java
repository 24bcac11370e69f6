package dev.drop444.it.process;

/** What a server counts while nobody is connected. Immutable. */
public final class Rest {

  private final ServerProcess server;
  private final long connections;

  private Rest(ServerProcess server, long connections) {
    this.server = server;
    this.connections = connections;
  }

  /** Waits until the count of connections of a warm server does not change any more. */
  public static Rest of(ServerProcess server) {
    long[] last = {-1, 0};
    long connections =
        Await.that(
            "a steady count of connections",
            () -> {
              long now = server.connections();
              last[1] = now == last[0] ? last[1] + 1 : 0;
              last[0] = now;
              return now;
            },
            count -> last[1] >= 5);
    return new Rest(server, connections);
  }

  /** Waits until the server counts no more connections than when nobody was there. */
  public void await() {
    Await.that(
        "the server to count " + connections + " connections, as before",
        server::connections,
        count -> count == connections);
  }
}
