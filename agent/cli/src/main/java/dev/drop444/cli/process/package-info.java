/** drop444 in another process, as it shows itself there over JMX. */
@NullMarked
package dev.drop444.cli.process;

import org.jspecify.annotations.NullMarked;
