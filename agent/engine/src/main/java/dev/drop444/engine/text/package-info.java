/**
 * Looking into texts that others hold, whatever they are about. Knows nothing of requests or rules;
 * patterns are not here.
 */
@NullMarked
package dev.drop444.engine.text;

import org.jspecify.annotations.NullMarked;
