/** What is measured: servers with and without drop444, and the programs that stand before them. */
@NullMarked
package dev.drop444.it.benchmark.side;

import org.jspecify.annotations.NullMarked;
