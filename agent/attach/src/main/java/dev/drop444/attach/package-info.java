/**
 * The JVMs of this machine: which there are, which of them drop444 guards, and how it gets into one
 * that runs and out again. Runs in the operator's own JVM, never in a server.
 *
 * <p>Uses the JDK only, with its module {@code jdk.attach}; nothing else of drop444 does.
 */
@NullMarked
package dev.drop444.attach;

import org.jspecify.annotations.NullMarked;
