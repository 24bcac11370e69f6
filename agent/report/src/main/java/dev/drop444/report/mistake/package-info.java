/** What was dropped and should perhaps not have been, and the setting that would let it through. */
@NullMarked
package dev.drop444.report.mistake;

import org.jspecify.annotations.NullMarked;
