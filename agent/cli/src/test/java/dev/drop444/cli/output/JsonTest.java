package dev.drop444.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesEachKindOfValue() {
    assertThat(
            Json.of(
                Json.object(
                    "text", "x",
                    "absent", null,
                    "list", Arrays.asList(1L, 2.5, true, null),
                    "none", List.of(),
                    "object", Json.object("a", -1))))
        .isEqualTo("{\"text\":\"x\",\"list\":[1,2.5,true,null],\"none\":[],\"object\":{\"a\":-1}}");
  }

  @Test
  void isAsciiWhateverIsPutIn() {
    assertThat(Json.of("\"\\/\b\n\u001b\u007f\u00e9\ud83d\ude00"))
        .isEqualTo("\"\\\"\\\\/\\u0008\\u000a\\u001b\\u007f\\u00e9\\ud83d\\ude00\"");
    assertThat(Json.of(Json.object("\n", 1))).isEqualTo("{\"\\u000a\":1}");
  }

  @Test
  void hasNoNumbersThatJsonHasNot() {
    assertThat(Json.of(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo("[null,null]");
    assertThatThrownBy(() -> Json.of(new Object())).isInstanceOf(IllegalArgumentException.class);
  }
}
