/**
 * A request head by the bytes of a connection that no server has read yet: whether they are one
 * beyond doubt, and what it says. Knows no rule and no server.
 */
@NullMarked
package dev.drop444.engine.early;

import org.jspecify.annotations.NullMarked;
