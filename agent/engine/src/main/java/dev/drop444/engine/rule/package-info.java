/**
 * Rules: conditions, what they look at, and the immutable set in which they are tried.
 *
 * <p>Knows nothing of where a rule was written, and nothing of logs or bans: a rule decides, the
 * engine acts.
 */
@NullMarked
package dev.drop444.engine.rule;

import org.jspecify.annotations.NullMarked;
