package dev.drop444.engine.address.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListFormatsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7                 | 203.0.113.7    | 203.0.113.8",
        "  203.0.113.7\t             | 203.0.113.7    | 203.0.113.6",
        "203.0.113.7\r               | 203.0.113.7    | 203.0.113.6",
        "203.0.113.7 # why           | 203.0.113.7    | 203.0.113.6",
        "203.0.113.7;why             | 203.0.113.7    | 203.0.113.6",
        "1.10.16.0/20 ; SBL256894    | 1.10.31.255    | 1.10.32.0",
        "1.10.16.9/20                | 1.10.16.0      | 1.10.15.255",
        "0.0.0.0/0                   | 255.255.255.255| ::1",
        "255.255.255.255/32          | 255.255.255.255| 255.255.255.254",
        "10.0.0.9-10.0.1.1           | 10.0.1.0       | 10.0.1.2",
        "10.0.0.9 - 10.0.1.1 # range | 10.0.0.9       | 10.0.0.8",
        "2001:db8::/32               | 2001:db8:ffff::1 | 2001:db9::",
        "2001:DB8::1                 | 2001:db8::1    | 2001:db8::2",
        "2001:db8::-2001:db8:0:3::7  | 2001:db8:0:3::7| 2001:db8:0:3::8",
        "2001:db8::8/127             | 2001:db8::9    | 2001:db8::a",
        "::/0                        | ffff::         | 1.2.3.4",
        "::                          | ::             | ::1",
        "1:2:3:4:5:6:7::             | 1:2:3:4:5:6:7:0| 1:2:3:4:5:6:7:1",
        "::2:3:4:5:6:7:8             | 0:2:3:4:5:6:7:8| 1:2:3:4:5:6:7:8",
        "64:ff9b::192.0.2.33         | 64:ff9b::c000:221 | 64:ff9b::c000:222",
        "::ffff:192.0.2.1            | 192.0.2.1      | 192.0.2.2",
        "::ffff:c000:0201            | 192.0.2.1      | 192.0.2.2",
        "::ffff:192.0.2.0/120        | 192.0.2.255    | 192.0.3.0",
        "::ffff:192.0.2.1-192.0.2.9  | 192.0.2.5      | 192.0.2.10",
        "{\"cidr\":\"1.10.16.0/20\",\"sblid\":\"SBL256894\",\"rir\":\"apnic\"} | 1.10.16.1 | 1.10.32.1",
        "{ \"sblid\" : \"x{,\\\"}\" , \"n\" : [1,{\"cidr\":2}], \"cidr\" : \"2001:db8::\\/32\" } \r"
            + " | 2001:db8::1 | 1.1.1.1",
      })
  void readsAnEntry(String line, String inside, String outside) {
    ListContent content = Lists.read(line.replace("\\t", "\t").replace("\\r", "\r"));
    assertThat(content.examples).isEmpty();
    assertThat(content.entries).isEqualTo(1);
    assertThat(content.addresses.contains(Lists.address(inside))).as(inside).isTrue();
    assertThat(content.addresses.contains(Lists.address(outside))).as(outside).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t\r",
        "# comment 1.2.3.4",
        "; Spamhaus DROP List 2026/11/23 - (c) 2026 The Spamhaus Project",
        "   # indented",
        "\u00ef\u00bb\u00bf# after a byte order mark",
        "{\"type\":\"metadata\",\"timestamp\":1763856000,\"size\":91420,\"records\":1398,"
            + "\"copyright\":\"(c) 2026\",\"terms\":\"https://www.spamhaus.org/drop/terms/\"}",
      })
  void passesOverWhatIsNoEntry(String line) {
    ListContent content = Lists.read(line);
    assertThat(content.entries).isZero();
    assertThat(content.brokenLines).isZero();
    assertThat(content.addresses.ranges()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2.3                   | NOT_AN_ADDRESS",
        "1.2.3.4.5               | NOT_AN_ADDRESS",
        "1.2.3.256               | NOT_AN_ADDRESS",
        "1.2.3.04                | NOT_AN_ADDRESS",
        "1.2.3.4 5.6.7.8         | NOT_AN_ADDRESS",
        "1.2.3.4,5.6.7.8         | NOT_AN_ADDRESS",
        "0x7f000001              | HOST_NAME",
        "2130706433              | NOT_AN_ADDRESS",
        "evil.example            | HOST_NAME",
        "evil-host.example       | HOST_NAME",
        "evil.example/24         | HOST_NAME",
        "localhost               | HOST_NAME",
        "fe80::1%eth0            | ZONE",
        "1.2.3.0/33              | PREFIX",
        "1.2.3.0/                | PREFIX",
        "1.2.3.0/-1              | PREFIX",
        "1.2.3.0/08              | PREFIX",
        "1.2.3.0/255.255.255.0   | PREFIX",
        "1.2.3.0/24/24           | PREFIX",
        "2001:db8::/129          | PREFIX",
        "::ffff:1.2.3.4/95       | MAPPED_PREFIX",
        "1.2.3.4-::1             | MIXED_RANGE",
        "1.2.3.4-1.2.3.3         | BACKWARD_RANGE",
        "2001:db8::2-2001:db8::1 | BACKWARD_RANGE",
        "1.2.3.4-                | NOT_AN_ADDRESS",
        "-1.2.3.4                | NOT_AN_ADDRESS",
        "/24                     | NOT_AN_ADDRESS",
        ":                       | NOT_AN_ADDRESS",
        ":::                     | NOT_AN_ADDRESS",
        "1::2::3                 | NOT_AN_ADDRESS",
        "1:2:3:4:5:6:7           | NOT_AN_ADDRESS",
        "1:2:3:4:5:6:7:8:9       | NOT_AN_ADDRESS",
        "1:2:3:4:5:6:7:8::       | NOT_AN_ADDRESS",
        "1:2:3:4:5:6:7:1.2.3.4   | NOT_AN_ADDRESS",
        "::1.2.3.4:5             | NOT_AN_ADDRESS",
        "::12345                 | NOT_AN_ADDRESS",
        "1:2:3:4:5:6:7:          | NOT_AN_ADDRESS",
        "[::1]                   | NOT_AN_ADDRESS",
        "1.2.3.4:80              | NOT_AN_ADDRESS",
        "<html>                  | NOT_AN_ADDRESS",
        "{\"cidr\":\"evil\"}     | HOST_NAME",
        "{\"cidr\":1}            | JSON_WITHOUT_CIDR",
        "{\"ip\":\"1.2.3.4\"}    | JSON_WITHOUT_CIDR",
        "{}                      | JSON_WITHOUT_CIDR",
        "{\"cidr\":\"1.2.3.4\"   | JSON",
        "{\"cidr\":\"1.2.3.4     | JSON",
        "{\"cidr\" \"1.2.3.4\"}  | JSON",
        "{\"cidr\":\"1.2.3.4\"}x | JSON",
        "{cidr:1}                | JSON",
        "{\"cidr\":              | JSON",
        "{                       | JSON",
      })
  void reportsABrokenLineAndKeepsTheOthers(String line, LineFault fault) {
    ListContent content = Lists.read("192.0.2.1\r\n" + line + "\n192.0.2.3");
    assertThat(content.examples).containsExactly(new BrokenLine(2, fault));
    assertThat(content.brokenLines).isEqualTo(1);
    assertThat(content.entries).isEqualTo(2);
    assertThat(content.addresses.contains(Lists.address("192.0.2.1"))).isTrue();
    assertThat(content.addresses.contains(Lists.address("192.0.2.3"))).isTrue();
    assertThat(content.addresses.ranges()).isEqualTo(2);
  }

  @Test
  void keepsAFewBrokenLinesAndCountsAll() {
    ListContent content = Lists.read("x\n\n".repeat(1000));
    assertThat(content.brokenLines).isEqualTo(1000);
    assertThat(content.examples).hasSize(ListReader.MAX_EXAMPLES);
    assertThat(content.examples.get(1)).isEqualTo(new BrokenLine(3, LineFault.HOST_NAME));
    assertThat(content.examples.get(1)).hasToString("line 3: " + LineFault.HOST_NAME.sentence());
  }

  @Test
  void aLineWithoutEndIsReportedOnceAndPassedOver() {
    String text = "1.1.1.1\n" + "x".repeat(300_000) + "\n2.2.2.2\n#" + "y".repeat(200_000) + "\nz";
    for (int piece : new int[] {1, 7, 4096, 65_535, 65_536, 1 << 20}) {
      ListContent content = Lists.read(text.getBytes(StandardCharsets.US_ASCII), piece);
      assertThat(content.entries).isEqualTo(2);
      assertThat(content.examples)
          .containsExactly(
              new BrokenLine(2, LineFault.TOO_LONG), new BrokenLine(5, LineFault.HOST_NAME));
    }
  }

  @Test
  void joinsRangesThatOverlapOrTouch() {
    ListContent content =
        Lists.read(
            "10.0.0.0/25\n10.0.0.128/25\n10.0.0.4\n255.255.255.255\n255.255.255.254\n0.0.0.0\n"
                + "2001:db8::/64\n2001:db8:0:1::/64\nffff:ffff:ffff:ffff::/64\n"
                + "2001:db9::1\n2001:db9::2-2001:db9::9\n");
    assertThat(content.entries).isEqualTo(11);
    assertThat(content.addresses.ranges()).isEqualTo(3 + 2 + 1);
  }

  private static final String PUBLISHED =
      "{\n"
          + "  \"creationTime\": \"2026-11-03T15:00:07.000000\",\n"
          + "  \"at\": \"15:00:07\", \"version\": \"1.2.3\", \"note\": \"see 10.0.0.1, \\\"10.0.0.2\",\n"
          + "  \"prefixes\": [{\n"
          + "    \"ipv6Prefix\": \"2001:4860:4801:10::/64\"\n"
          + "  }, {\n"
          + "    \"ipv4Prefix\": \"66.249.64.0\\/27\"\n"
          + "  }]\n"
          + "}\n";

  /** As Google, Bing, Apple, DuckDuckGo and OpenAI publish the addresses of their crawlers. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50, 1 << 16})
  void readsTheJsonThatOperatorsOfCrawlersPublish(int piece) {
    String minified = PUBLISHED.replace("\n", "").replace("  ", "");
    String long1 = "{\"x\": [\"" + "y".repeat(200_000) + "\"," + minified.substring(1, 200);
    for (String text :
        new String[] {
          PUBLISHED,
          "\u00ef\u00bb\u00bf" + PUBLISHED,
          "# a comment\n\n" + PUBLISHED,
          PUBLISHED.replace("{\n ", "{"),
          PUBLISHED.replace("\n", "\r\n"),
          minified,
          "[" + minified + "]",
          "[\n" + minified + "\n]",
          "{\"x\": [\"" + "y".repeat(200_000) + "\"]," + minified.substring(1),
        }) {
      ListContent content = Lists.read(text.getBytes(StandardCharsets.ISO_8859_1), piece);
      assertThat(content.examples).as(text).isEmpty();
      assertThat(content.entries).as(text).isEqualTo(2);
      assertThat(content.addresses.contains(Lists.address("66.249.64.31"))).isTrue();
      assertThat(content.addresses.contains(Lists.address("66.249.64.32"))).isFalse();
      assertThat(content.addresses.contains(Lists.address("2001:4860:4801:10::1"))).isTrue();
    }
    assertThat(Lists.read(long1.getBytes(StandardCharsets.ISO_8859_1), piece).examples)
        .containsExactly(new BrokenLine(1, LineFault.JSON_CUT_OFF));
  }

  @Test
  void aDocumentIsReportedByLineAndItsOtherAddressesCount() {
    String broken = PUBLISHED.replace("2001:4860:4801:10::/64", "2001:4860::/640");
    ListContent content = Lists.read(broken);
    assertThat(content.examples).containsExactly(new BrokenLine(5, LineFault.PREFIX));
    assertThat(content.entries).isEqualTo(1);
    ListContent cutOff = Lists.read(PUBLISHED.substring(0, PUBLISHED.indexOf("/27")));
    assertThat(cutOff.examples).containsExactly(new BrokenLine(7, LineFault.JSON_CUT_OFF));
    assertThat(cutOff.entries).isEqualTo(1);
  }
}
