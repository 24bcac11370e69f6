@NullMarked
package dev.drop444.packing;

import org.jspecify.annotations.NullMarked;
