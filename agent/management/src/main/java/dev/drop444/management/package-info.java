/**
 * What drop444 shows over JMX and lets an operator do there: interfaces and values of the JDK's own
 * types, so that a console of one version reads an agent of another. How the engine fills them is
 * in {@code bean}; nothing here knows it.
 */
@org.jspecify.annotations.NullMarked
package dev.drop444.management;
