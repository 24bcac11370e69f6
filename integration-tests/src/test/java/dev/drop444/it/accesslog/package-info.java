/** The servers' own access logs, which others read and count by. */
@NullMarked
package dev.drop444.it.accesslog;

import org.jspecify.annotations.NullMarked;
