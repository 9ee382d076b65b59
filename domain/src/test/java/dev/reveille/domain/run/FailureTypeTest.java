package dev.reveille.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTypeTest {
  @ParameterizedTest
  @EnumSource(FailureType.class)
  void each_says_what_happened_what_to_do_and_whether_a_retry_can_help(FailureType type) {
    assertThat(type.sentence()).matches("[A-Z].{10,200}\\.");
    assertThat(type.remedy()).matches("[A-Z`].{10,300}\\.");
    assertThat(type.retry()).isNotNull();
  }
}
