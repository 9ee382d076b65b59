package dev.reveille.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FarmHashTest {
  private static final String TEXT =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ The quick brown fox jumps"
          + " over the lazy dog. Reveille!";

  /** What github.com/dgryski/go-farm, the server's own library, answers. */
  @ParameterizedTest
  @CsvSource({
    "25, 40847581",
    "40, 3086404547",
    "44, 1801036602",
    "45, 589392104",
    "60, 1487923860",
    "64, 2180842686",
    "100, 3769827633",
    "117, 586260984"
  })
  void the_fingerprint_is_that_of_the_servers_library(int length, long fingerprint) {
    byte[] message = TEXT.substring(0, length).getBytes(StandardCharsets.UTF_8);
    assertThat(FarmHash.fingerprint32(message)).isEqualTo(fingerprint);
  }

  @Test
  void a_short_message_is_refused_rather_than_hashed_wrongly() {
    assertThatThrownBy(() -> FarmHash.fingerprint32(new byte[24]))
        .hasMessageContaining("24 bytes")
        .hasMessageContaining("25 or more");
  }
}
