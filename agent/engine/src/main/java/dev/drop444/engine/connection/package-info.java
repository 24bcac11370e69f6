/**
 * Connections that are open: one small entry each, from accept to close; one thread that looks at
 * all of them about once a second, and at once when a client was banned.
 *
 * <p>There is no thread, timer or queue entry for a single connection. Servers tell what happens by
 * one compare-and-set on one word, the sweep reads that word, and whoever comes second finds it
 * changed: a head that arrives in the same moment is either served or ended, never both.
 *
 * <p>Knows no configuration: what is too slow and who is an outcast says a {@link
 * dev.drop444.engine.connection.Judge}.
 */
@NullMarked
package dev.drop444.engine.connection;

import org.jspecify.annotations.NullMarked;
