/**
 * An ordinary small web application that would notice: it counts every request that reaches it.
 *
 * <p>It knows no server beyond the APIs of Jakarta EE, and nothing of drop444: what is tested is
 * that an unmodified application is protected.
 */
@NullMarked
package dev.drop444.it.app;

import org.jspecify.annotations.NullMarked;
