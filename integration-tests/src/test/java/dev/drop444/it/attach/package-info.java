/**
 * Into servers that run and out again, as an operator does it from the command line: what must work
 * while we are in, and what must not be left when we are out.
 */
@NullMarked
package dev.drop444.it.attach;

import org.jspecify.annotations.NullMarked;
