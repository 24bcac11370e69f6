package dev.drop444.engine.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("drop444.ListLoad")
@Label("List Load")
@Description("A list of addresses was read from its file")
@Category("drop444")
@StackTrace(false)
final class ListLoadEvent extends Event {

  @Label("File")
  @Nullable String file;

  @Label("Entries")
  int entries;

  @Label("Broken Lines")
  int brokenLines;

  @Label("Problem")
  @Nullable String problem;
}
