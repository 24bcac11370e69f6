@NullMarked
package dev.drop444.report.mistake;

import org.jspecify.annotations.NullMarked;
