package dev.drop444.cli.process;

import dev.drop444.management.Decided;
import dev.drop444.management.Offender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.AttributeList;

/** How drop444 may stand in a process. */
public final class Standings {

  private Standings() {}

  /** With so much counted at a time. */
  public static Standing with(long seconds, long requests, long drops, long watched) {
    AttributeList guard = new AttributeList();
    guard.add(new Attribute("Version", "1.0"));
    guard.add(new Attribute("Mode", "enforce"));
    guard.add(new Attribute("Requests", requests));
    guard.add(
        new Attribute(
            "LastLines",
            new String[] {
              "time=2026-11-26T14:10:00.123Z mode=enforce action=drop gate=request rule=trap"
                  + " client=192.0.2.1 peer=192.0.2.1 request=\"GET /trap HTTP/1.1\""
            }));
    AttributeList traffic = new AttributeList();
    traffic.add(new Attribute("Requests", requests));
    return new Standing(
        TimeUnit.SECONDS.toNanos(seconds),
        new Reading("", guard),
        List.of(new Reading("tomcat", traffic)),
        List.of(
            new Decided("tomcat", "enforce", "request", "drop", "trap", drops),
            new Decided("tomcat", "enforce", "request", "would-drop", "probes", watched)),
        List.of(new Offender("192.0.2.1", "trap", drops)),
        1L);
  }

  /** As an agent that tells nothing of what is asked. */
  public static Standing empty() {
    return new Standing(
        0, new Reading("", new AttributeList()), List.of(), List.of(), List.of(), null);
  }
}
