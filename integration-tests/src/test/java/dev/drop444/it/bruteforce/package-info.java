/** Somebody tries passwords: on a form, or with HTTP Basic authentication. */
@NullMarked
package dev.drop444.it.bruteforce;

import org.jspecify.annotations.NullMarked;
