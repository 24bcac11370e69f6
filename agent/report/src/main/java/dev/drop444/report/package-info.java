/**
 * A page that says what a drop log says: read once from front to back, in bounded memory, and
 * written as one HTML file that needs nothing else. {@code log} reads lines, {@code count} adds
 * them up, {@code mistake} finds what should perhaps not have been dropped, {@code page} shows it.
 *
 * <p>Uses the JDK only. It shares the words of the drop log with the engine, and no code: a log may
 * be older or newer than the page, and is read far from any server.
 */
@NullMarked
package dev.drop444.report;

import org.jspecify.annotations.NullMarked;
