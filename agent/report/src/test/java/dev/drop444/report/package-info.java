/** Logs, from the agent's own line writers and from hostile hands, and the pages made of them. */
@NullMarked
package dev.drop444.report;

import org.jspecify.annotations.NullMarked;
