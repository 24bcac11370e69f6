/**
 * Who a user agent says it is: a table of known bots by category, and one pass over the text.
 *
 * <p>The table is the resource {@code bots.tsv}; where it comes from and how it is renewed stands
 * in {@code src/bots/README.md}. Nothing here knows rules, and nothing here asks anybody: whether a
 * crawler is the one it says it is, is found out in {@link dev.drop444.engine.bot.crawler}.
 */
@NullMarked
package dev.drop444.engine.bot;

import org.jspecify.annotations.NullMarked;
