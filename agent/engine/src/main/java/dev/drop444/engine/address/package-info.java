/**
 * IP addresses: ranges as operators write them, sets of them with a fast look-up, and the prefix
 * that counts as one client.
 *
 * <p>Nothing here resolves a name, in either direction, or reads a file.
 */
@NullMarked
package dev.drop444.engine.address;

import org.jspecify.annotations.NullMarked;
