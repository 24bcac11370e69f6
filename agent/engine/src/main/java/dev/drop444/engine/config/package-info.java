/**
 * What an operator may write, where, and what it becomes.
 *
 * <p>{@link dev.drop444.engine.config.KeyTable} declares every key and every facet of a rule once;
 * the parser, the help, the reference page and the error messages are made from it. Settings come
 * from sources, the first of which wins key by key, so that one facet of a rule can be overridden
 * from anywhere. All problems are reported together, and nothing is half applied.
 */
@NullMarked
package dev.drop444.engine.config;

import org.jspecify.annotations.NullMarked;
