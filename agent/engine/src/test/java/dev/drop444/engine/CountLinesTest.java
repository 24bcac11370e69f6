package dev.drop444.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Gate;
import dev.drop444.engine.journal.Decision.Word;
import dev.drop444.engine.journal.Journal;
import dev.drop444.engine.journal.Refusals;
import dev.drop444.engine.time.TimeSource;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class CountLinesTest {

  private final Counters counters = new Counters();
  private final Journal journal =
      new Journal(() -> NOPLogger.NOP_LOGGER, TimeSource.SYSTEM, Journal.CAPACITY);
  private final CountLines counts = new CountLines(counters, journal);

  @Test
  void whatIsWrittenIsAddedToWhatIsCounted() {
    counters.requests.add(5);
    counters.decision(Gate.REQUEST, Word.DROP, "scanners");
    journal.refusals("enforce", true, "deny").add(InetAddress.getLoopbackAddress());
    List<String> lines = new ArrayList<>();
    counts.write(lines::add);

    Counters laterCounters = new Counters();
    laterCounters.requests.add(2);
    laterCounters.decision(Gate.REQUEST, Word.DROP, "scanners");
    Journal laterJournal =
        new Journal(() -> NOPLogger.NOP_LOGGER, TimeSource.SYSTEM, Journal.CAPACITY);
    CountLines later = new CountLines(laterCounters, laterJournal);
    assertThat(lines).allMatch(later::read);

    assertThat(laterCounters.requests.sum()).isEqualTo(7);
    assertThat(laterCounters.sums(Gate.REQUEST, Word.DROP)).containsEntry("scanners", 2L);
    Refusals refusals = laterJournal.refusals("enforce", true, "deny");
    refusals.add(InetAddress.getLoopbackAddress());
    assertThat(refusals.count()).isEqualTo(2);
    journal.close();
    laterJournal.close();
  }

  @Test
  void whatAnotherVersionCountsIsLeftOut() {
    assertThat(
            List.of(
                "",
                "count",
                "count moons 3",
                "count requests",
                "count requests -1",
                "count requests many",
                "decision REQUEST FORGIVE scanners 1",
                "decision ATTIC DROP scanners 1",
                "refusals ACCEPT enforce true 1"))
        .noneMatch(counts::read);
    assertThat(counters.requests.sum()).isZero();
    journal.close();
  }
}
