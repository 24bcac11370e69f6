/**
 * Benchmarks from end to end, which no test runs: what servers take for good traffic and for bad,
 * with drop444 and without, beside nginx, HAProxy and the limiters that people use in a JVM today.
 * The page on performance says how it is measured and why so.
 *
 * <p>{@link dev.drop444.it.benchmark.Benchmarks} runs the parts; {@code load} is the clients,
 * {@code side} what is measured, {@code measure} how; {@code start} has the two parts that are
 * about no traffic.
 */
@NullMarked
package dev.drop444.it.benchmark;

import org.jspecify.annotations.NullMarked;
