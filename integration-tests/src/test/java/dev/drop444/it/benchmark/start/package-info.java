/**
 * How long a server takes from the start of its JVM to its first response, with agents and without,
 * and with what a JVM can keep from an earlier start; and how long it takes to get into a server
 * that runs, and out of it.
 */
@NullMarked
package dev.drop444.it.benchmark.start;

import org.jspecify.annotations.NullMarked;
