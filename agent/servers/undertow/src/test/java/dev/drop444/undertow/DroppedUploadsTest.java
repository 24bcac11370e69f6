package dev.drop444.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drop444.engine.gate.Closing;
import org.junit.jupiter.api.Test;

class DroppedUploadsTest {

  private final DroppedUploads uploads = new DroppedUploads();

  @Test
  void expectsTheRestOfADroppedUploadOnly() {
    uploads.add(5);
    assertThat(uploads.expect(5, 16_384)).isTrue();
    assertThat(uploads.expect(5, 0)).as("the empty frame that ends it").isTrue();
    assertThat(uploads.expect(7, 1)).as("a stream that was never dropped").isFalse();
  }

  @Test
  void aClientThatIgnoresTheResetIsNotReadForEver() {
    uploads.add(5);
    assertThat(uploads.expect(5, Closing.DRAIN_BYTES)).isTrue();
    assertThat(uploads.expect(5, 1)).isFalse();
    uploads.add(7);
    assertThat(uploads.expect(7, 1)).isTrue();
  }

  @Test
  void forgetsTheOldest() {
    for (int stream = 1; stream <= 129; stream += 2) {
      uploads.add(stream);
    }
    assertThat(uploads.expect(1, 1)).isFalse();
    assertThat(uploads.expect(3, 1)).isTrue();
    assertThat(uploads.expect(129, 1)).isTrue();
  }
}
