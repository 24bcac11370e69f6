/**
 * The clients of the benchmarks: a process of its own, so that what clients take is never taken for
 * what servers take. It uses nothing but the JDK, one thread and one selector.
 */
@NullMarked
package dev.drop444.it.benchmark.load;

import org.jspecify.annotations.NullMarked;
