/**
 * Whose request it is: the client that rules act on, from the peer's address and from what trusted
 * proxies say about whom they speak for.
 *
 * <p>No header of a stranger is believed, no name is resolved, and nothing here decides what
 * becomes of a request.
 */
@NullMarked
package dev.drop444.engine.client;

import org.jspecify.annotations.NullMarked;
