/**
 * Protocol anomalies: what is odd about a request head, each kind with a name that a rule can list.
 *
 * <p>Only what a request looks like is judged here. What a kind leads to is a rule's business, and
 * what a server's parser refuses by itself never gets this far.
 */
@NullMarked
package dev.drop444.engine.anomaly;

import org.jspecify.annotations.NullMarked;
