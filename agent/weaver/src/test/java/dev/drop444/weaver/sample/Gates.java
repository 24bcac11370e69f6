package dev.drop444.weaver.sample;

import java.util.ArrayList;
import java.util.List;

/** Stands for the engine's gates: what advice of these tests is constructed with. */
public class Gates {
  public boolean drop;
  public boolean fail;
  public final List<String> seen = new ArrayList<>();
}
