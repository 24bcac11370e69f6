/**
 * Bans: which clients are refused at accept, until when, and who never is.
 *
 * <p>Knows no rule and no request. Bounded whatever clients do.
 */
@NullMarked
package dev.drop444.engine.ban;

import org.jspecify.annotations.NullMarked;
