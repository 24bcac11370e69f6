/** Stories of the JVM's flight recorder: what it has of drop444, by the JDK's own tool. */
@NullMarked
package dev.drop444.it.flight;

import org.jspecify.annotations.NullMarked;
