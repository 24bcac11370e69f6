@NullMarked
package dev.drop444.undertow;

import org.jspecify.annotations.NullMarked;
