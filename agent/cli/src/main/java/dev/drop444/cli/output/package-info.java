/** How things are written: for people, for terminals, and as JSON for scripts. */
@NullMarked
package dev.drop444.cli.output;

import org.jspecify.annotations.NullMarked;
