/** What an engine keeps in memory, and that there is an end to it. */
@NullMarked
package dev.drop444.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
