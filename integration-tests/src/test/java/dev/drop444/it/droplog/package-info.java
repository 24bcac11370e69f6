/**
 * Stories of the drop log: what a flood leaves in it, what others read out of it, what breaks it.
 */
@NullMarked
package dev.drop444.it.droplog;

import org.jspecify.annotations.NullMarked;
