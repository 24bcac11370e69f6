package dev.drop444.engine.journal;

import org.slf4j.Logger;

/** Something to be logged, written on the journal's thread. */
interface Entry {

  void writeTo(Logger log);
}
