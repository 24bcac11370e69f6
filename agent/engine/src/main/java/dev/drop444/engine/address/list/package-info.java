/**
 * Address lists in the formats that people download: a million entries in a few megabytes, reread
 * when the file changes.
 *
 * <p>One entry a line: an IPv4 or IPv6 address, a CIDR, or a range {@code a-b}; {@code #} and
 * {@code ;} start a comment anywhere in a line. That covers plain lists, FireHOL's {@code .netset}
 * and {@code .ipset} and Spamhaus DROP; the latter's newer form, one JSON object a line with a
 * member {@code cidr}, is read as well. An IPv4-mapped IPv6 address is the IPv4 address. A CIDR
 * whose address has bits beyond its prefix is the network that contains it, as ipset and nginx have
 * it. Anything else is a broken line: counted, reported, and the other lines hold.
 *
 * <p>No name is ever resolved. No thread and no clock of its own, no logging, no policy; what
 * {@link dev.drop444.engine.address.list.WatchedList#open} needs keeps to {@code java.io}, because
 * it may run before the application's main class, when no file-system provider may be started yet.
 */
@NullMarked
package dev.drop444.engine.address.list;

import org.jspecify.annotations.NullMarked;
