/** Time as the engine sees it: one interface, so that tests can move it. */
@NullMarked
package dev.drop444.engine.time;

import org.jspecify.annotations.NullMarked;
