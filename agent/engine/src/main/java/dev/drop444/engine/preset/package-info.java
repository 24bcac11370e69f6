/**
 * Bundled rules, as data: a properties file and the lists that it names, in the notation that an
 * operator uses.
 */
@NullMarked
package dev.drop444.engine.preset;

import org.jspecify.annotations.NullMarked;
