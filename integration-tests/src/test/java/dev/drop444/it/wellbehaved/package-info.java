/**
 * What well-behaved clients send, byte for byte as they do it, odd habits included: none of it may
 * be dropped, and none of it may be answered otherwise than without the agent. Some of it was
 * written down from knowledge, and what {@code recorded} has was recorded.
 */
@NullMarked
package dev.drop444.it.wellbehaved;

import org.jspecify.annotations.NullMarked;
