/**
 * Where the drop log goes: standard error, or a file that is rotated. Logback by itself does the
 * writing, configured by code alone: its own search for configuration would find the application's
 * files and system properties. Nothing of it is touched before the first line.
 */
@NullMarked
package dev.drop444.runtime.log;

import org.jspecify.annotations.NullMarked;
