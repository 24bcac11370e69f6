/**
 * The console: what an operator types. Runs in a JVM of its own, never in a server; reaches servers
 * by {@code attach} and, over JMX, by what {@code management} describes.
 */
@NullMarked
package dev.drop444.cli;

import org.jspecify.annotations.NullMarked;
