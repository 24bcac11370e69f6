/**
 * Where to stand in Eclipse Jetty 12: which methods are hooked ({@link
 * dev.drop444.jetty.JettyHooks}), what happens there (the classes named {@code ...Advice}), how a
 * request looks to the engine ({@link dev.drop444.jetty.JettyRequest}), how a drop is carried out
 * ({@link dev.drop444.jetty.Http1Drop}, {@link dev.drop444.jetty.Http2Drop}, {@link
 * dev.drop444.jetty.ResponseDrop}), and what the engine hears of bodies ({@link
 * dev.drop444.jetty.WatchedStream}).
 *
 * <p>What is below end points, and so common to all Jettys, is in {@code dev.drop444.jetty.io}.
 *
 * <p>No policy: what to drop, and how, comes from the gates. {@link dev.drop444.jetty.JettyFamily}
 * and {@link dev.drop444.jetty.JettyHooks} are loaded beside the weaver and refer to no type of
 * Jetty; all other classes are loaded beside Jetty and see only Jetty, the JDK and {@code
 * dev.drop444.engine.gate}.
 */
@NullMarked
package dev.drop444.jetty;

import org.jspecify.annotations.NullMarked;
