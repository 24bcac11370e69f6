/**
 * How much of something is too much: rates over time, and what goes on at once. What a limit counts
 * is whatever the other conditions of its rule let through to it; by what it counts is a {@link
 * dev.drop444.engine.rate.LimitKey}; what it remembers is one number a key in a {@link
 * dev.drop444.engine.rate.DebtTable}, bounded whatever clients send.
 *
 * <p>Knows no rule and no gate: a rule asks its limit, and what it took is given back if the
 * request does not pass.
 */
@NullMarked
package dev.drop444.engine.rate;

import org.jspecify.annotations.NullMarked;
