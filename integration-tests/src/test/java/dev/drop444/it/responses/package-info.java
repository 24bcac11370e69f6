/** What the application says, or asks for, becomes a drop, as long as nothing was sent. */
@NullMarked
package dev.drop444.it.responses;

import org.jspecify.annotations.NullMarked;
