/**
 * What to do: configuration, rules, bans, verdicts and the drop log.
 *
 * <p>Knows no server, no bytecode and nothing of how it got into the process. What a server module
 * may use of it is {@link dev.drop444.engine.gate} alone.
 */
@NullMarked
package dev.drop444.engine;

import org.jspecify.annotations.NullMarked;
