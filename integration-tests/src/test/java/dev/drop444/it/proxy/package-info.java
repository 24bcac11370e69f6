/** Servers behind proxies, which the tests play themselves from loopback addresses of their own. */
@NullMarked
package dev.drop444.it.proxy;

import org.jspecify.annotations.NullMarked;
