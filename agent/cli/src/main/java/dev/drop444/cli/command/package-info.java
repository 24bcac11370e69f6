/** The commands, one class each: what they understand, what they do, what they print. */
@NullMarked
package dev.drop444.cli.command;

import org.jspecify.annotations.NullMarked;
