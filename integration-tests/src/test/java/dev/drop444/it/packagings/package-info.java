/** Stories of servers as they are packed, started and mixed in real deployments. */
@NullMarked
package dev.drop444.it.packagings;

import org.jspecify.annotations.NullMarked;
