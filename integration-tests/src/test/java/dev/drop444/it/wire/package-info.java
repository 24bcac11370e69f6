/**
 * Clients that see what is on the wire: every byte that came, and whether the connection ended with
 * FIN or RST. They do not retry, follow, pool or forgive.
 *
 * <p>No expectation here; what should have come is in {@code matrix}.
 */
@NullMarked
package dev.drop444.it.wire;

import org.jspecify.annotations.NullMarked;
