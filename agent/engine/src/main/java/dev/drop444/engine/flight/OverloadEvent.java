package dev.drop444.engine.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("drop444.Overload")
@Label("Overload")
@Description("A signal has passed a threshold that a rule asks for, or is well below it again")
@Category("drop444")
@StackTrace(false)
final class OverloadEvent extends Event {

  @Label("Begins")
  boolean begins;

  @Label("Threshold")
  @Nullable String threshold;

  @Label("Measured")
  @Nullable String measured;
}
