package dev.drop444.engine.bot.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.bot.dns.DnsMessage.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DnsMessageTest {

  private static final String REVERSE = "1.66.249.66.in-addr.arpa";
  private static final int POINTER = 0xc00c;

  private final DnsMessage ptr = new DnsMessage(0x1234, REVERSE, DnsMessage.PTR);

  @Test
  void asksAsRfc1035Says() throws IOException {
    byte[] question = new DnsMessage(0xabcd, "a.bc", DnsMessage.AAAA).question();
    assertThat(question)
        .inHexadecimal()
        .startsWith(0xab, 0xcd, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0)
        .endsWith(1, 'a', 2, 'b', 'c', 0, 0, 28, 0, 1)
        .hasSize(12 + 10);
  }

  @Test
  void turnsAddressesIntoNames() throws IOException {
    assertThat(DnsMessage.reverseName(InetAddress.getByName("66.249.66.1"))).isEqualTo(REVERSE);
    assertThat(DnsMessage.reverseName(InetAddress.getByName("2001:db8::567:89ab")))
        .isEqualTo("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
  }

  @Test
  void readsNamesCompressedOrNot() throws IOException {
    byte[] message =
        new Bytes(ptr.question())
            .answers(3)
            // RFC 2317: an alias first, which is passed over.
            .record(POINTER, 5, name("1.0-63", 0xc00e))
            .record(POINTER, DnsMessage.PTR, name("Crawl-1.GoogleBot.com", 0))
            .record(POINTER, DnsMessage.PTR, name("www", POINTER))
            .flags(0x8180)
            .toByteArray();
    Answer answer = Objects.requireNonNull(ptr.answer(message, message.length));
    assertThat(answer.code).isZero();
    assertThat(answer.names).containsExactly("crawl-1.googlebot.com", "www." + REVERSE);
    assertThat(answer.addresses).isEmpty();
  }

  @Test
  void readsAddressesOfTheRightLengthOnly() throws IOException {
    DnsMessage a = new DnsMessage(1, "a.example", DnsMessage.A);
    byte[] message =
        new Bytes(a.question())
            .answers(3)
            .record(POINTER, DnsMessage.A, new byte[] {1, 2, 3})
            .record(POINTER, DnsMessage.A, new byte[] {1, 2, 3, 4})
            .record(POINTER, DnsMessage.AAAA, new byte[16])
            .flags(0x8180)
            .toByteArray();
    Answer answer = Objects.requireNonNull(a.answer(message, message.length));
    assertThat(answer.addresses).containsExactly(new byte[] {1, 2, 3, 4}, new byte[16]);
  }

  @Test
  void aLabelCannotPassForSeveral() throws IOException {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    name.write(13);
    name.writeBytes("googlebot.com".getBytes(StandardCharsets.US_ASCII));
    name.write(0);
    byte[] message =
        new Bytes(ptr.question())
            .answers(1)
            .record(POINTER, DnsMessage.PTR, name.toByteArray())
            .flags(0x8180)
            .toByteArray();
    assertThat(Objects.requireNonNull(ptr.answer(message, message.length)).names)
        .containsExactly("googlebot?com");
  }

  @Test
  void whatIsNoAnswerToTheQuestionIsIgnored() throws IOException {
    assertThat(answer(ptr.question(), 0x0100)).as("a question").isNull();
    assertThat(answer(ptr.question(), 0x9180)).as("another operation").isNull();
    assertThat(answer(new DnsMessage(0x1235, REVERSE, DnsMessage.PTR).question(), 0x8180)).isNull();
    assertThat(answer(new DnsMessage(0x1234, "x" + REVERSE, 12).question(), 0x8180)).isNull();
    assertThat(answer(new DnsMessage(0x1234, REVERSE, DnsMessage.A).question(), 0x8180)).isNull();
  }

  @Test
  void whatIsCutOffIsAFailure() throws IOException {
    byte[] question = ptr.question();
    assertThatThrownBy(() -> answer(question, 0x8380)).isInstanceOf(IOException.class);
    byte[] message =
        new Bytes(question)
            .answers(1)
            .record(POINTER, DnsMessage.PTR, name("a.example", 0))
            .flags(0x8180)
            .toByteArray();
    for (int length = question.length; length < message.length; length++) {
      byte[] cut = Arrays.copyOf(message, length);
      assertThatThrownBy(() -> ptr.answer(cut, cut.length))
          .as("%d of %d bytes", length, message.length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aNameThatPointsAtItselfEnds() throws IOException {
    byte[] question = ptr.question();
    byte[] loop = {(byte) 0xc0, (byte) (question.length + 12)};
    byte[] message =
        new Bytes(question)
            .answers(1)
            .record(POINTER, DnsMessage.PTR, loop)
            .flags(0x8180)
            .toByteArray();
    assertThatThrownBy(() -> ptr.answer(message, message.length)).isInstanceOf(IOException.class);
  }

  @Test
  void anyBytesHaveAnAnswerOrAFailure() throws IOException {
    SplittableRandom random = new SplittableRandom(53);
    byte[] good =
        new Bytes(ptr.question())
            .answers(2)
            .record(POINTER, DnsMessage.PTR, name("crawl-1.googlebot.com", 0))
            .record(POINTER, DnsMessage.A, new byte[4])
            .flags(0x8180)
            .toByteArray();
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = good.clone();
      for (int n = random.nextInt(1, 6); n > 0; n--) {
        bytes[random.nextInt(2, bytes.length)] = (byte) random.nextInt();
      }
      try {
        ptr.answer(bytes, random.nextInt(bytes.length + 1));
      } catch (IOException failure) {
        assertThat(failure).hasMessageContaining("a");
      }
    }
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    for (String name : new String[] {"", "a..b", ".", "a.", "x".repeat(64), "ab.".repeat(90)}) {
      assertThatThrownBy(() -> new DnsMessage(1, name, 1).question())
          .as(name)
          .isInstanceOf(IOException.class);
    }
  }

  private @Nullable Answer answer(byte[] question, int flags) throws IOException {
    byte[] message = new Bytes(question).flags(flags).toByteArray();
    return ptr.answer(message, message.length);
  }

  /** A name that ends in the root (0) or in a pointer. */
  static byte[] name(String text, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : text.split("\\.", -1)) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    if (end != 0) {
      out.write(end >> 8);
    }
    out.write(end);
    return out.toByteArray();
  }

  /** An answer in the making. */
  static final class Bytes {
    private byte[] bytes;

    Bytes(byte[] question) {
      this.bytes = question.clone();
    }

    Bytes flags(int flags) {
      bytes[2] = (byte) (flags >> 8);
      bytes[3] = (byte) flags;
      return this;
    }

    Bytes answers(int count) {
      bytes[7] = (byte) count;
      return this;
    }

    Bytes record(int owner, int type, byte[] data) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(bytes);
      out.writeBytes(
          new byte[] {(byte) (owner >> 8), (byte) owner, 0, (byte) type, 0, 1, 0, 0, 0, 60});
      out.write(data.length >> 8);
      out.write(data.length);
      out.writeBytes(data);
      bytes = out.toByteArray();
      return this;
    }

    byte[] toByteArray() {
      return bytes;
    }
  }
}
