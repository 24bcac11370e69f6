/**
 * Clients with habits, as the stories need them: a user who must not notice anything, slow ones by
 * the hundred, one that holds a WebSocket.
 */
@NullMarked
package dev.drop444.it.clients;

import org.jspecify.annotations.NullMarked;
