/**
 * Servers as processes of their own: which there are, where their jars come from, how they start
 * and end, and what can be asked of them while they run.
 *
 * <p>No assertion and no HTTP here; what is said over the wire is in {@code wire}.
 */
@NullMarked
package dev.drop444.it.process;

import org.jspecify.annotations.NullMarked;
