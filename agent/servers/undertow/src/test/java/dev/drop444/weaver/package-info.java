/** A door for tests into the weaver's inside. */
@NullMarked
package dev.drop444.weaver;

import org.jspecify.annotations.NullMarked;
