/**
 * How to get in: which methods of a server are woven, how a woven call site finds its advice, and
 * how all of it comes off again.
 *
 * <p>Knows bytecode and class loaders; knows no rule, no request and no server by name. Servers
 * describe themselves as data ({@link dev.drop444.weaver.ServerFamily}).
 */
@NullMarked
package dev.drop444.weaver;

import org.jspecify.annotations.NullMarked;
