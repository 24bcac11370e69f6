/** Objects that are used again, so that a request allocates nothing. Knows nothing of requests. */
@NullMarked
package dev.drop444.engine.reuse;

import org.jspecify.annotations.NullMarked;
