/**
 * The mains of the server processes, one a server family: a server as its users set it up, with the
 * test application in it, and the {@link dev.drop444.it.server.Control} by which a test asks it
 * about itself.
 *
 * <p>Runs on the servers' own Java. Nothing here may know of drop444.
 */
@NullMarked
package dev.drop444.it.server;

import org.jspecify.annotations.NullMarked;
