/** Looks at a configuration for its author: what is wrong with it, and what is hardly meant. */
@NullMarked
package dev.drop444.engine.check;

import org.jspecify.annotations.NullMarked;
