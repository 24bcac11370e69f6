package dev.drop444.engine.bot.dns;

import static dev.drop444.engine.bot.dns.DnsMessageTest.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drop444.engine.bot.dns.DnsMessageTest.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DnsResolverTest {

  private static final int PATIENT = 30_000;
  private static final int IMPATIENT = 50;
  private static final int OK = 0x8180;
  private static final int SERVER_FAILURE = 0x8182;
  private static final int NO_SUCH_NAME = 0x8183;

  private final InetAddress address = InetAddress.getByName("192.0.2.1");

  DnsResolverTest() throws IOException {}

  @Test
  void tellsTheNamesOfAnAddress() throws Exception {
    try (LoopbackNameServer server = answering(DnsResolverTest::named);
        DnsResolver resolver = resolver(PATIENT, server)) {
      assertThat(resolver.namesOf(address)).containsExactly("crawl-1.googlebot.com");
    }
  }

  @Test
  void tellsWhetherANameHasAnAddress() throws Exception {
    try (LoopbackNameServer server =
            answering(
                question ->
                    new Bytes(question)
                        .answers(2)
                        .record(0xc00c, DnsMessage.A, new byte[] {(byte) 192, 0, 2, 7})
                        .record(0xc00c, DnsMessage.A, new byte[] {(byte) 192, 0, 2, 1})
                        .flags(OK));
        DnsResolver resolver = resolver(PATIENT, server)) {
      assertThat(resolver.hasAddress("crawl-1.googlebot.com", address)).isTrue();
      assertThat(resolver.hasAddress("crawl-1.googlebot.com", InetAddress.getByName("192.0.2.2")))
          .isFalse();
    }
  }

  @Test
  void noSuchNameIsAnAnswer() throws Exception {
    try (LoopbackNameServer server =
            answering(question -> new Bytes(question).flags(NO_SUCH_NAME));
        DnsResolver resolver = resolver(PATIENT, server)) {
      assertThat(resolver.namesOf(address)).isEmpty();
      assertThat(resolver.hasAddress("a.example", address)).isFalse();
    }
  }

  @Test
  void aServerThatFailsIsPassedOver() throws Exception {
    try (LoopbackNameServer broken =
            answering(question -> new Bytes(question).flags(SERVER_FAILURE));
        LoopbackNameServer good = answering(DnsResolverTest::named);
        DnsResolver resolver = resolver(PATIENT, broken, good)) {
      assertThat(resolver.namesOf(address)).containsExactly("crawl-1.googlebot.com");
      assertThat(broken.asked).hasValue(1);
    }
  }

  @Test
  void aFailureEverywhereIsNoAnswer() throws Exception {
    try (LoopbackNameServer broken =
            answering(question -> new Bytes(question).flags(SERVER_FAILURE));
        DnsResolver resolver = resolver(PATIENT, broken)) {
      assertThatThrownBy(() -> resolver.namesOf(address))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("code 2");
    }
  }

  @Test
  void silenceEnds() throws Exception {
    try (LoopbackNameServer silent = new LoopbackNameServer(question -> List.of());
        DnsResolver resolver = resolver(IMPATIENT, silent)) {
      assertThatThrownBy(() -> resolver.namesOf(address)).isInstanceOf(IOException.class);
      assertThat(silent.asked).hasValueBetween(1, 2);
    }
  }

  @Test
  void aGuessedAnswerIsNotBelieved() throws Exception {
    try (LoopbackNameServer server =
            new LoopbackNameServer(
                question -> {
                  byte[] guess =
                      new Bytes(question)
                          .answers(1)
                          .record(0xc00c, DnsMessage.PTR, name("evil.example", 0))
                          .flags(OK)
                          .toByteArray();
                  guess[0] ^= 1;
                  return List.of(guess, new byte[0], named(question).toByteArray());
                });
        DnsResolver resolver = resolver(PATIENT, server)) {
      assertThat(resolver.namesOf(address)).containsExactly("crawl-1.googlebot.com");
    }
  }

  @Test
  void closingEndsTheWaiting() throws Exception {
    try (LoopbackNameServer silent = new LoopbackNameServer(question -> List.of())) {
      DnsResolver resolver = resolver(PATIENT, silent);
      CompletableFuture<List<String>> waiting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return resolver.namesOf(address);
                } catch (IOException ended) {
                  throw new IllegalStateException(ended);
                }
              });
      while (silent.asked.get() == 0) {
        Thread.onSpinWait();
      }
      resolver.close();
      assertThatThrownBy(() -> waiting.get(PATIENT / 2, TimeUnit.MILLISECONDS))
          .isInstanceOf(ExecutionException.class);
      assertThatThrownBy(() -> resolver.namesOf(address)).hasMessage("closed");
    }
  }

  private static Bytes named(byte[] question) {
    return new Bytes(question)
        .answers(1)
        .record(0xc00c, DnsMessage.PTR, name("crawl-1.googlebot.com", 0))
        .flags(OK);
  }

  private static LoopbackNameServer answering(java.util.function.Function<byte[], Bytes> answer)
      throws IOException {
    return new LoopbackNameServer(question -> List.of(answer.apply(question).toByteArray()));
  }

  private static DnsResolver resolver(int timeoutMillis, LoopbackNameServer... servers) {
    NameServers known =
        new NameServers(Path.of("unused")) {
          @Override
          List<InetSocketAddress> read() {
            return Arrays.stream(servers)
                .map(LoopbackNameServer::address)
                .collect(java.util.stream.Collectors.toList());
          }
        };
    return new DnsResolver(known, new SecureRandom()::nextInt, timeoutMillis);
  }
}
