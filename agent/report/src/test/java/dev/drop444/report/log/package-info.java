@NullMarked
package dev.drop444.report.log;

import org.jspecify.annotations.NullMarked;
