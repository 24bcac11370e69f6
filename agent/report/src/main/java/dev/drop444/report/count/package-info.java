/** What one pass over a log adds up to. Everything whose number clients choose is bounded. */
@NullMarked
package dev.drop444.report.count;

import org.jspecify.annotations.NullMarked;
