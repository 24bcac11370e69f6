/**
 * Where to stand in Apache Tomcat: hooks as data ({@link dev.drop444.tomcat.TomcatHooks}), advice
 * named after its gate, and the adapter that reads a request.
 *
 * <p>Advice carries verdicts out and decides nothing. It is loaded beside each copy of Tomcat and
 * sees that Tomcat, the JDK and {@code dev.drop444.engine.gate}. Only {@link
 * dev.drop444.tomcat.TomcatFamily} and {@code TomcatHooks} are loaded in the agent's own loader;
 * they must not refer to a type of Tomcat.
 */
@NullMarked
package dev.drop444.tomcat;

import org.jspecify.annotations.NullMarked;
