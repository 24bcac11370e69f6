/**
 * Strikes: what a client did that is forgivable once, remembered for as long as a rule looks back,
 * until it adds up. Knows rules by their names only, and nothing of what becomes of whom.
 */
@NullMarked
package dev.drop444.engine.strike;

import org.jspecify.annotations.NullMarked;
