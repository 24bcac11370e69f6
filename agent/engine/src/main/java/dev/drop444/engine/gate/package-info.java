/**
 * The engine's API to the servers: the gates at which a decision is made, what a server must be
 * able to say about a request, and the verdict that it carries out.
 *
 * <p>Interfaces and small immutable values only. Nothing here may refer to rules, configuration or
 * a library: these types are linked from inside every server.
 */
@NullMarked
package dev.drop444.engine.gate;

import org.jspecify.annotations.NullMarked;
