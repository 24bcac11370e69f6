@NullMarked
package dev.drop444.report.count;

import org.jspecify.annotations.NullMarked;
