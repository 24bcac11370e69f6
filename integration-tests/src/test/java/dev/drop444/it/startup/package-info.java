/**
 * A benchmark, which no test runs: how long a server takes from the start of its JVM to its first
 * response, with agents and without, and with what a JVM can keep from an earlier start.
 */
@NullMarked
package dev.drop444.it.startup;

import org.jspecify.annotations.NullMarked;
