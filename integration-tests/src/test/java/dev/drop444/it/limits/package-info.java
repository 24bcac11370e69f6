/**
 * Too much at a time, or too often: rates, connections, requests, and more than there are threads.
 */
@NullMarked
package dev.drop444.it.limits;

import org.jspecify.annotations.NullMarked;
