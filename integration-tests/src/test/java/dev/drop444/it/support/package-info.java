/**
 * Which capability works on which server, seen from outside and written down in {@code
 * docs/support.md}. What is special about a capability is tested elsewhere; here is only whether it
 * is there, on every server that is tested at all.
 */
@NullMarked
package dev.drop444.it.support;

import org.jspecify.annotations.NullMarked;
