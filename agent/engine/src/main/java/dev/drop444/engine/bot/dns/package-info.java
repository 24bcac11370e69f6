/**
 * Names of addresses and addresses of names, with an end to waiting.
 *
 * <p>Blocking, so never called on a request's thread. Knows nothing of bots.
 */
@NullMarked
package dev.drop444.engine.bot.dns;

import org.jspecify.annotations.NullMarked;
