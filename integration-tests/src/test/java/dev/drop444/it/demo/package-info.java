/**
 * The demonstration that the README starts: real servers, real requests, and what came back over
 * the wire, as a table.
 */
@NullMarked
package dev.drop444.it.demo;

import org.jspecify.annotations.NullMarked;
