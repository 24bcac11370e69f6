/**
 * Tomcat's versions one by one, each in a class loader of its own, woven by the real weaver and
 * spoken to through real sockets. What needs the jar of the agent is in {@code integration-tests}.
 */
@NullMarked
package dev.drop444.tomcat;

import org.jspecify.annotations.NullMarked;
