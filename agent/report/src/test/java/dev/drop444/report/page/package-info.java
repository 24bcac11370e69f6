@NullMarked
package dev.drop444.report.page;

import org.jspecify.annotations.NullMarked;
