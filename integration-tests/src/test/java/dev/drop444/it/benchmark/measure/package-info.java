/** How it is measured: the CPU time of processes, in turns, and what is said of the numbers. */
@NullMarked
package dev.drop444.it.benchmark.measure;

import org.jspecify.annotations.NullMarked;
