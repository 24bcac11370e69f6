/**
 * Many globs against one text for the price of one: which of them match, in an order of priority.
 *
 * <p>Three layers, each asked only when the one before cannot answer: {@link
 * dev.drop444.engine.pattern.many.GramFilter} says of nearly every honest text that nothing can
 * match; {@link dev.drop444.engine.pattern.many.LiteralIndex} finds all literals of all patterns in
 * one pass; a {@link dev.drop444.engine.pattern.many.Check} decides whether the pattern around a
 * literal holds.
 *
 * <p>Everything is built at compilation and immutable afterwards, and is as large as the patterns
 * are long: there is no automaton that grows with what clients send. No backtracking, no {@code
 * java.util.regex}, nothing about rules or requests.
 */
@NullMarked
package dev.drop444.engine.pattern.many;

import org.jspecify.annotations.NullMarked;
