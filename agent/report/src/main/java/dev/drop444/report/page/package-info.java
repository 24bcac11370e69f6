/** The page: HTML and SVG, without a script and without anything from elsewhere. */
@NullMarked
package dev.drop444.report.page;

import org.jspecify.annotations.NullMarked;
