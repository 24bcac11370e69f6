/**
 * Reads the JVM's own figures. The only package that may touch {@code java.lang.management}, and
 * only once there is a connection and a rule that asks: a server may insist on setting up
 * management itself.
 */
@NullMarked
package dev.drop444.engine.overload.jvm;

import org.jspecify.annotations.NullMarked;
