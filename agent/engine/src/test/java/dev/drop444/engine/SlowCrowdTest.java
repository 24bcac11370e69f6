package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.drop444.engine.config.Configurations;
import dev.drop444.engine.connection.FakeConnection;
import dev.drop444.engine.gate.ConnectionWatch;
import dev.drop444.engine.gate.RequestWatch;
import dev.drop444.engine.gate.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Hundreds that dribble, among others who do not. */
class SlowCrowdTest {

  private static final int EACH = 500;

  private final RecordingLogger log = new RecordingLogger();
  private final MovableTime time = new MovableTime();

  /** A client, and what it does every second. */
  private static final class Visitor {
    final FakeConnection connection;
    final ConnectionWatch watch;
    Runnable second = () -> {};

    Visitor(Engine engine, int number) {
      connection = FakeConnection.from("198.51." + number / 250 + "." + (1 + number % 250));
      watch = Objects.requireNonNull(connection.watchedBy(engine.gates("test").opened(connection)));
    }

    boolean isThere() {
      return connection.ends().isEmpty();
    }
  }

  private static Head post(Visitor visitor) {
    return Head.of("POST", "/").with("content-length", "1000000").on(visitor.watch);
  }

  @Test
  void areEndedOnceEachAndNobodyElseIs() {
    try (Engine engine =
        Engine.start(Configurations.of("rule.b.slow.body", "500B/s"), () -> log, time)) {
      List<Visitor> dribblingHeads = new ArrayList<>();
      List<Visitor> dribblingBodies = new ArrayList<>();
      List<Visitor> uploads = new ArrayList<>();
      List<Visitor> readers = new ArrayList<>();
      int number = 0;
      for (int i = 0; i < EACH; i++) {
        Visitor head = new Visitor(engine, number++);
        head.second = head.watch::headIncomplete;
        dribblingHeads.add(head);

        Visitor body = new Visitor(engine, number++);
        body.second = coming(engine, body, 10);
        dribblingBodies.add(body);

        Visitor upload = new Visitor(engine, number++);
        upload.second = coming(engine, upload, 5_000);
        uploads.add(upload);

        Visitor reader = new Visitor(engine, number++);
        reader.second =
            () -> {
              reader.watch.headIncomplete();
              assertThat(engine.gates("test").request(Head.get("/").on(reader.watch)))
                  .isSameAs(Verdict.PASS);
            };
        readers.add(reader);
      }
      List<Visitor> all = new ArrayList<>();
      List.of(dribblingHeads, dribblingBodies, uploads, readers).forEach(all::addAll);
      for (int second = 0; second < 120; second++) {
        for (Visitor visitor : all) {
          if (visitor.isThere()) {
            visitor.second.run();
          }
        }
        time.advance(Duration.ofSeconds(1));
        engine.sweep();
      }
      assertThat(dribblingHeads).allMatch(each -> each.connection.ends().size() == 1);
      assertThat(dribblingBodies).allMatch(each -> each.connection.ends().size() == 1);
      assertThat(uploads).allMatch(Visitor::isThere);
      assertThat(readers).allMatch(Visitor::isThere);
      assertThat(engine.counts().slowDropped())
          .containsOnly(entry("slow-head", (long) EACH), entry("b", (long) EACH));
      assertThat(engine.counts().open()).isEqualTo(2L * EACH);
      assertThat(engine.counts().faults()).isEmpty();
      uploads.forEach(each -> each.watch.closed());
      readers.forEach(each -> each.watch.closed());
      assertThat(engine.counts().open()).isZero();
    }
  }

  private static Runnable coming(Engine engine, Visitor visitor, int bytesASecond) {
    RequestWatch body = Objects.requireNonNull(engine.gates("test").request(post(visitor)).watch());
    return () -> {
      body.bodyArrived(bytesASecond);
      body.bodyAwaited();
    };
  }
}
