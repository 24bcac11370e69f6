/**
 * What rules look at in a request, told the way a server understands it: the decoded, normalised
 * path and the host without its port. Spellings that mean the same look the same.
 */
@NullMarked
package dev.drop444.engine.request;

import org.jspecify.annotations.NullMarked;
