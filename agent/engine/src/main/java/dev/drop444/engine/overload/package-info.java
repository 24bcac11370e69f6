/**
 * Overload: signals that tell that this process has more to do than it can, thresholds of theirs
 * that rules name, and alarms that go on and off with hysteresis.
 *
 * <p>One thread measures, about once a second and only if a rule asks; whoever serves a request
 * reads one volatile field. Nothing here decides what is shed: rules do. What reads the JVM itself
 * is in {@code overload.jvm}, the only package that may touch {@code java.lang.management}.
 */
@NullMarked
package dev.drop444.engine.overload;

import org.jspecify.annotations.NullMarked;
