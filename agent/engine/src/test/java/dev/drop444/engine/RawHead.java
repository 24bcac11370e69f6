package dev.drop444.engine;

import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A request as it looks on the wire, with all its header fields in their order. Counts how many
 * characters of it are read. A field {@code :authority} stands for the pseudo-header of HTTP/2.
 */
public final class RawHead implements RequestHead {

  private final Text method;
  private final Text target;
  private final Protocol protocol;
  private final List<Text> names = new ArrayList<>();
  private final List<Text> values = new ArrayList<>();
  private final AtomicLong reads = new AtomicLong();
  private @Nullable String forwardedFor;
  private @Nullable InetAddress peer = Addresses.of("198.51.100.1");

  private RawHead(String method, String target, Protocol protocol) {
    this.method = new Text(method);
    this.target = new Text(target);
    this.protocol = protocol;
  }

  public static RawHead of(String method, String target, String version) {
    return new RawHead(method, target, Protocol.of(version));
  }

  /** A request line such as {@code GET / HTTP/1.1}, and header lines. */
  public static RawHead of(String requestLine, String... lines) {
    int first = requestLine.indexOf(' ');
    int last = requestLine.lastIndexOf(' ');
    RawHead head =
        of(
            requestLine.substring(0, first),
            requestLine.substring(first + 1, last),
            requestLine.substring(last + 1));
    for (String line : lines) {
      int colon = line.indexOf(':', line.startsWith(":authority") ? 1 : 0);
      head.with(line.substring(0, colon), line.substring(colon + 1));
    }
    return head;
  }

  public RawHead with(String name, String value) {
    names.add(new Text(name));
    values.add(new Text(value.replaceAll("^[ \t]+|[ \t]+$", "")));
    return this;
  }

  public RawHead from(@Nullable String address) {
    peer = address == null ? null : Addresses.of(address);
    return this;
  }

  /** Passed on by a protocol that only proxies speak. */
  public RawHead forwardedFor(String address) {
    forwardedFor = address;
    return this;
  }

  @Override
  public @Nullable CharSequence forwardedFor() {
    return forwardedFor;
  }

  /** How many characters were read so far. */
  public long reads() {
    return reads.get();
  }

  /** How many characters there are. */
  public long size() {
    long size = (long) method.length() + target.length();
    for (int i = 0; i < names.size(); i++) {
      size += names.get(i).length() + values.get(i).length();
    }
    return size;
  }

  @Override
  public @Nullable InetAddress peer() {
    return peer;
  }

  @Override
  public int localPort() {
    return 8080;
  }

  @Override
  public boolean secure() {
    return false;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public CharSequence method() {
    return method;
  }

  @Override
  public CharSequence target() {
    return target;
  }

  @Override
  public @Nullable CharSequence host() {
    CharSequence authority = header(":authority");
    return authority != null ? authority : header("host");
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return header(name, 0);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    int left = index;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).lower.equals(name) && left-- == 0) {
        return values.get(i);
      }
    }
    return null;
  }

  @Override
  public void fields(FieldVisitor visitor) {
    for (int i = 0; i < names.size(); i++) {
      boolean pseudo = names.get(i).lower.startsWith(":");
      if (!pseudo && !visitor.field(names.get(i), values.get(i))) {
        return;
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(method).append(' ').append(target);
    for (int i = 0; i < names.size(); i++) {
      text.append(" | ").append(names.get(i)).append(": ").append(values.get(i));
    }
    return text.toString();
  }

  /** Counts the reads of its characters. */
  private final class Text implements CharSequence {
    private final String text;
    private final String lower;

    Text(String text) {
      this.text = text;
      this.lower = text.toLowerCase(Locale.ROOT);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads.lazySet(reads.get() + 1);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      reads.lazySet(reads.get() + end - start);
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
