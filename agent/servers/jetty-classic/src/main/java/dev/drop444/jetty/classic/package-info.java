/** Where to stand in Eclipse Jetty 9.4, 10 and 11, above end points. */
@NullMarked
package dev.drop444.jetty.classic;

import org.jspecify.annotations.NullMarked;
