/**
 * What Eclipse Jetty 9.4 to 12.1 have in common: accept, TLS, threads, and TCP connections as their
 * end points see them ({@link dev.drop444.jetty.io.IoHooks}, and the classes named {@code
 * ...Advice}). What is above end points is in the packages of each kind of Jetty.
 *
 * <p>No policy: what to drop, and how, comes from the gates. {@link dev.drop444.jetty.io.IoHooks}
 * is loaded beside the weaver and refers to no type of Jetty; all other classes are loaded beside
 * Jetty and see only Jetty, the JDK and {@code dev.drop444.engine.gate}.
 */
@NullMarked
package dev.drop444.jetty.io;

import org.jspecify.annotations.NullMarked;
