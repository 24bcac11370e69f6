/**
 * What no well-behaved client sends, as raw bytes: a table of shapes, what each server says to them
 * by itself, and that drop444 lets none of it out.
 *
 * <p>The shapes are here; how bytes are sent and heard is in {@code wire}, how servers are started
 * in {@code process}.
 */
@NullMarked
package dev.drop444.it.malformed;

import org.jspecify.annotations.NullMarked;
