/**
 * What the agent does to a JVM and to an application apart from their traffic: how it starts, what
 * it loads and shows, and what it leaves alone.
 */
@NullMarked
package dev.drop444.it.jvm;

import org.jspecify.annotations.NullMarked;
