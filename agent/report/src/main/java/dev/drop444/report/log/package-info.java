/** Drop logs as they lie about: text and JSON, rotated and compressed, cut off and mixed. */
@NullMarked
package dev.drop444.report.log;

import org.jspecify.annotations.NullMarked;
