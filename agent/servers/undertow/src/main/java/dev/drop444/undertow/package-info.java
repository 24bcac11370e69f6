/**
 * Where to stand in Undertow: hooks as data, the advice they call, one adapter, and how a request
 * is dropped over Undertow's channels.
 *
 * <p>{@link dev.drop444.undertow.UndertowFamily} and {@link dev.drop444.undertow.UndertowHooks}
 * live in the agent's loader and know no type of Undertow. All else is loaded beside each copy of
 * Undertow and of XNIO, which JBoss Modules keeps in two loaders: {@link
 * dev.drop444.undertow.AcceptAdvice} and {@link dev.drop444.undertow.EarlyAdvice} stand beside XNIO
 * and may know no type of Undertow.
 *
 * <p>No policy here: whom to drop is the engine's affair.
 */
@NullMarked
package dev.drop444.undertow;

import org.jspecify.annotations.NullMarked;
