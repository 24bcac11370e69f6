/**
 * Which jar this is: for what runs in a server, and for the operator's console. Loaded before the
 * application's main class runs, so it starts nothing there.
 */
@NullMarked
package dev.drop444.identity;

import org.jspecify.annotations.NullMarked;
