package dev.drop444.engine.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;
import org.jspecify.annotations.Nullable;

@Name("drop444.Ban")
@Label("Ban")
@Description("A client is refused at accept from now on")
@Category("drop444")
@StackTrace(false)
final class BanEvent extends Event {

  @Label("Client")
  @Nullable String client;

  @Label("Rule")
  @Nullable String rule;

  @Label("Until")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long until;
}
