/**
 * The only classes of drop444 on the application's class path: premain, agentmain, main, and the
 * loader that keeps everything else away from the application.
 *
 * <p>Uses {@code java.base} and {@code java.instrument} only, and nothing that would start logging,
 * JMX or a file-system provider before the application's main class runs. These classes are frozen:
 * when a newer jar is attached to a process, the JVM still runs the launcher that is already there.
 */
@NullMarked
package dev.drop444.launcher;

import org.jspecify.annotations.NullMarked;
