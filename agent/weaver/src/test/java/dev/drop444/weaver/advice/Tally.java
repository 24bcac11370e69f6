package dev.drop444.weaver.advice;

import dev.drop444.weaver.sample.Gates;
import java.util.concurrent.atomic.AtomicInteger;

/** What two kinds of advice share. */
public class Tally {

  final AtomicInteger calls = new AtomicInteger();

  public Tally(Gates gates) {}
}
