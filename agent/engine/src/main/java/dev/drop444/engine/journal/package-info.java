/**
 * What drop444 says: one line a drop, a summary of what was refused at accept, faults of its own,
 * and notices. Written by one daemon thread, so that no request waits for a log.
 *
 * <p>No logging class is touched before the first line. Text from clients is bounded when it is
 * taken and escaped when it is written.
 */
@NullMarked
package dev.drop444.engine.journal;

import org.jspecify.annotations.NullMarked;
