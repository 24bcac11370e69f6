/**
 * How the engine fills what {@code dev.drop444.management} promises: one class an MBean, and {@link
 * dev.drop444.management.bean.Management}, which registers and unregisters them. No policy.
 */
@org.jspecify.annotations.NullMarked
package dev.drop444.management.bean;
