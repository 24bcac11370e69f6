package dev.drop444.engine.bot.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;

/** Any datagram: an answer, somebody else's, or broken; nothing else, and it ends. */
class DnsMessageFuzzTest {

  private static final DnsMessage QUESTION =
      new DnsMessage(0x4440, "1.66.249.66.in-addr.arpa", DnsMessage.PTR);

  /** An answer to this question, of which the fuzzer writes the counts and the records. */
  @FuzzTest(maxDuration = "3m")
  void answer(byte[] input) throws IOException {
    read(input);
    byte[] question = QUESTION.question();
    byte[] framed = Arrays.copyOf(question, question.length + input.length);
    System.arraycopy(input, 0, framed, question.length, input.length);
    framed[2] = (byte) 0x80;
    // As many records as the first byte says.
    framed[7] = input.length == 0 ? 0 : input[0];
    read(framed);
  }

  private static void read(byte[] datagram) {
    DnsMessage.Answer answer;
    try {
      answer = QUESTION.answer(datagram, datagram.length);
    } catch (IOException broken) {
      assertThat(broken).message().matches("an? (answer|record|name) that .*");
      return;
    }
    if (answer != null) {
      assertThat(answer.names).allMatch(name -> name.length() <= 300);
      assertThat(answer.names).allMatch(name -> name.matches("[a-z0-9_?.-]*"));
      assertThat(answer.addresses).allMatch(bytes -> bytes.length == 4 || bytes.length == 16);
    }
  }
}
