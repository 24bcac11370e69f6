/**
 * A Spring Boot application, which runs on whichever of the three servers is on its class path, and
 * is kept to what Spring Boot 2.7, 3 and 4 have in common.
 *
 * <p>Nothing here may know of drop444, nor of a server.
 */
@NullMarked
package dev.drop444.it.spring;

import org.jspecify.annotations.NullMarked;
