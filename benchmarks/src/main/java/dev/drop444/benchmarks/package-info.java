/**
 * What a decision costs, by JMH: time and allocation, with nothing configured, with the standard
 * preset and with a heavy set. Only the engine is here, no server.
 */
@NullMarked
package dev.drop444.benchmarks;

import org.jspecify.annotations.NullMarked;
