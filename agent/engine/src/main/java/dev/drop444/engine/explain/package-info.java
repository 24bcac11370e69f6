/** Says what becomes of a request that an operator writes down, and why. Decides nothing itself. */
@NullMarked
package dev.drop444.engine.explain;

import org.jspecify.annotations.NullMarked;
