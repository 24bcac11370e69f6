/**
 * The parts put together: configuration, engine, weaver and servers become one running agent, and
 * end together. No logic of its own.
 */
@NullMarked
package dev.drop444.runtime;

import org.jspecify.annotations.NullMarked;
