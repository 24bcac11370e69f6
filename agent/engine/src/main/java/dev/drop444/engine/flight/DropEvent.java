package dev.drop444.engine.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("drop444.Drop")
@Label("Drop")
@Description(
    "A request or connection got no answer, or a bare one; would-drop and the like where that is only watched")
@Category("drop444")
@StackTrace(false)
final class DropEvent extends Event {

  @Label("Action")
  @Nullable String action;

  @Label("Mode")
  @Nullable String mode;

  @Label("Gate")
  @Nullable String gate;

  @Label("Rule")
  @Nullable String rule;

  @Label("Client")
  @Nullable String client;

  @Label("Request")
  @Nullable String request;
}
