/**
 * {@code top}: looks at a process again and again, and shows how fast things go: on a whole screen,
 * as plain lines, or as JSON.
 */
@NullMarked
package dev.drop444.cli.top;

import org.jspecify.annotations.NullMarked;
