/**
 * The mains of the servers that benchmarks measure: each server as it comes, around the smallest
 * application that can be, so that what a server costs is not hidden behind what an application
 * costs. On request with one of the limiters that people use today.
 *
 * <p>Runs on the servers' own Java. Nothing here may know of drop444.
 */
@NullMarked
package dev.drop444.it.measured;

import org.jspecify.annotations.NullMarked;
