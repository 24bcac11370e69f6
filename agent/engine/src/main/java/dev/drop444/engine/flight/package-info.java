/**
 * What the JVM's flight recorder is told, where there is one: typed events, so that {@code jfr
 * print} and JDK Mission Control show them. Nothing else may use {@code jdk.jfr}: a runtime image
 * may lack it. While nobody records, an event costs the look at a field.
 */
@NullMarked
package dev.drop444.engine.flight;

import org.jspecify.annotations.NullMarked;
