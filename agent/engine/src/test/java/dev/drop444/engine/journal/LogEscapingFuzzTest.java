package dev.drop444.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drop444.engine.FuzzInput;

/** Any text from outside: one line of printable ASCII, from which the text can be read again. */
class LogEscapingFuzzTest {

  private static final int MOST = 100;

  @FuzzTest(maxDuration = "3m")
  void escape(byte[] input) {
    escape(FuzzInput.bytes(input));
    escape(FuzzInput.text(input));
  }

  private static void escape(String text) {
    for (LogFormat format : LogFormat.values()) {
      String whole = format.line(0).text("excerpt", Excerpt.of(text, text.length())).toString();
      assertThat(whole.chars().allMatch(c -> c >= ' ' && c <= '~')).isTrue();
      int begin =
          whole.indexOf("excerpt") + "excerpt".length() + (format == LogFormat.JSON ? 3 : 2);
      int end = whole.lastIndexOf('"');
      assertThat(unescape(whole.substring(begin, end))).isEqualTo(text);
      String line = format.line(0).text("excerpt", Excerpt.of(text, MOST)).toString();
      assertThat(line).matches(".*excerpt\"?[=:]\"([^\"\\\\]|\\\\.)*\"}?");
      assertThat(line).hasSizeLessThan(MOST * 6 + 100);
    }
  }

  private static String unescape(String escaped) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        c = escaped.charAt(++i);
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
        if (digits > 0) {
          c = (char) Integer.parseInt(escaped.substring(i + 1, i + 1 + digits), 16);
          i += digits;
        }
      }
      text.append(c);
    }
    return text.toString();
  }
}
