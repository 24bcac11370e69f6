/**
 * Peers that speak for others. Closing a proxy's connection hits users who did nothing: nginx, for
 * one, takes a closed connection for a failed backend.
 */
@NullMarked
package dev.drop444.engine.proxy;

import org.jspecify.annotations.NullMarked;
