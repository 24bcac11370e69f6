package dev.drop444.engine.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("drop444.Reload")
@Label("Reload")
@Description("Another configuration is in force, or was refused because it is wrong")
@Category("drop444")
@StackTrace(false)
final class ReloadEvent extends Event {

  @Label("Successful")
  boolean successful;

  @Label("Configuration")
  @Nullable String configuration;
}
