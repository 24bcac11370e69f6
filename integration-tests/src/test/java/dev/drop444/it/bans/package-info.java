/** What a ban does besides refusing: to what is open, and across reloads and restarts. */
@NullMarked
package dev.drop444.it.bans;

import org.jspecify.annotations.NullMarked;
