/** Clients that send too slowly, by the hundred, and those that only look like it. */
@NullMarked
package dev.drop444.it.slow;

import org.jspecify.annotations.NullMarked;
