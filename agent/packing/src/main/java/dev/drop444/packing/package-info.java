/**
 * What the build does to our class files between the compiler and the jar. Runs in the build, and
 * ships nothing of itself.
 */
@NullMarked
package dev.drop444.packing;

import org.jspecify.annotations.NullMarked;
