package dev.drop444.engine.config;

/** What must differ between two hits, so that both count. */
enum Distinct {
  PATH
}
