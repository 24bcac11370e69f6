package dev.drop444.benchmarks;

import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What a browser sends; its text lies ready, as it does in a server's buffers. */
final class BrowserRequest implements RequestHead {

  private static final String[] FIELDS = {
    "host", "shop.example",
    "user-agent",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
            + " Safari/537.36",
    "accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
    "accept-language", "de-CH,de;q=0.9,en;q=0.8",
    "accept-encoding", "gzip, deflate, br, zstd",
    "referer", "https://shop.example/shoes",
    "cookie", "session=4f1c0a7e2b9d4c5f8a6e; theme=dark",
  };

  private final InetAddress peer;
  private final String target;

  BrowserRequest(InetAddress peer, String target) {
    this.peer = peer;
    this.target = target;
  }

  @Override
  public InetAddress peer() {
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
    return Protocol.HTTP_1_1;
  }

  @Override
  public CharSequence method() {
    return "GET";
  }

  @Override
  public CharSequence target() {
    return target;
  }

  @Override
  public @Nullable CharSequence host() {
    return header("host");
  }

  @Override
  public @Nullable CharSequence header(String name) {
    return header(name, 0);
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    for (int i = 0; index == 0 && i < FIELDS.length; i += 2) {
      if (FIELDS[i].equals(name)) {
        return FIELDS[i + 1];
      }
    }
    return null;
  }

  @Override
  public void fields(FieldVisitor visitor) {
    for (int i = 0; i < FIELDS.length; i += 2) {
      if (!visitor.field(FIELDS[i], FIELDS[i + 1])) {
        return;
      }
    }
  }
}
