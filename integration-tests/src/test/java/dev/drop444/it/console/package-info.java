/** The operator's console: the real command line against a real server under load. */
@NullMarked
package dev.drop444.it.console;

import org.jspecify.annotations.NullMarked;
