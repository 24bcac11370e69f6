/**
 * The matrix: servers x protocols x cases. {@link dev.drop444.it.matrix.Cases} is the table to read
 * and to add to; the configurations its cases run under are in {@link
 * dev.drop444.it.matrix.Configurations}.
 */
@NullMarked
package dev.drop444.it.matrix;

import org.jspecify.annotations.NullMarked;
