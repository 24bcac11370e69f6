/**
 * Life behind a proxy: the real nginx and HAProxy, with the recipes of {@code docs/proxies.md} word
 * for word, in front of two servers each.
 */
@NullMarked
package dev.drop444.it.proxies;

import org.jspecify.annotations.NullMarked;
