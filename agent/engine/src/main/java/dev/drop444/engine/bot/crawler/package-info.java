/**
 * Whether a client that says it is Googlebot is Googlebot: forward-confirmed reverse DNS, on our
 * own threads, remembered for a while.
 *
 * <p>A request's thread asks what is known and goes on; nothing here makes it wait. Bounded in
 * memory, in threads and in questions a second, whoever sends what. Nothing is ever held against a
 * client but proof.
 */
@NullMarked
package dev.drop444.engine.bot.crawler;

import org.jspecify.annotations.NullMarked;
