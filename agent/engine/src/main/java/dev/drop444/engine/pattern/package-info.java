/**
 * Globs, and sets of them that cost one pass over a text.
 *
 * <p>No backtracking and no {@code java.util.regex}: what a pattern and a text from strangers cost
 * must be known beforehand.
 */
@NullMarked
package dev.drop444.engine.pattern;

import org.jspecify.annotations.NullMarked;
