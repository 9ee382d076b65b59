package dev.reveille.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.ModelPrice;
import dev.reveille.domain.settings.Provider;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpendingTest {
  private static final ModelPin PIN =
      new ModelPin(
          ModelRef.parse("openai/nano"),
          ModelPin.Policy.SUBSTITUTES,
          List.of(ModelRef.parse("other/mini")),
          Map.of(),
          ModelPin.Unverified.FAIL,
          Set.of(),
          Duration.ZERO);
  private static final Map<String, Provider> PROVIDERS =
      Map.of("openai", provider("openai", "nano", "0.05"), "other", provider("other", "mini", "5"));

  @Test
  void tokens_cost_what_their_model_s_price_says() {
    Work.Spent spent = spent(call("nano", 2_000_000L, 100_000L), call("nano", null, 100_000L));

    assertThat(spent.tokens()).isEqualTo(2_200_000);
    assertThat(spent.cost()).isEqualByComparingTo("0.2");
    assertThat(spent.unpriced()).isEmpty();
  }

  @Test
  void a_date_behind_the_name_changes_no_price_and_another_name_does() {
    assertThat(spent(call("nano-2026-03-05", 1_000_000L, null)).cost())
        .isEqualByComparingTo("0.05");
    assertThat(spent(call("nano", "nano-large", 10L, 10L)).cost())
        .as("an alias costs what was asked for")
        .isEqualByComparingTo("0.0000055");
  }

  @Test
  void a_substitute_costs_its_own_price() {
    assertThat(spent(call("nano", "mini", 1_000_000L, 0L)).cost()).isEqualByComparingTo("5");
  }

  @Test
  void what_has_no_price_or_no_count_is_told() {
    assertThat(spent(call("giant", 10L, 10L)).unpriced()).containsExactly("openai/giant");
    assertThat(spent(call("nano", null, null))).isEqualTo(Work.Spent.NOTHING);
    assertThat(Spending.of(List.of(), null, Map.of())).isEqualTo(Work.Spent.NOTHING);
  }

  private static Work.Spent spent(ModelCall... calls) {
    return Spending.of(List.of(calls), PIN, PROVIDERS);
  }

  private static ModelCall call(String model, @Nullable Long in, @Nullable Long out) {
    return call(model, model, in, out);
  }

  private static ModelCall call(
      String asked, String answered, @Nullable Long in, @Nullable Long out) {
    return new ModelCall(
        new RunKey("w", "r"),
        1,
        1,
        "openai",
        "/v1/responses",
        asked,
        1,
        CallJudgement.PINNED,
        200,
        1,
        ModelCall.Answer.of(answered, in, out),
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  private static Provider provider(String name, String model, String input) {
    return new Provider(
        name,
        Provider.Api.OPENAI,
        URI.create("http://localhost"),
        null,
        Provider.Auth.KEY,
        null,
        false,
        0,
        Map.of(),
        null,
        Provider.Rate.UNLIMITED,
        Map.of(),
        Map.of(model, new ModelPrice(new BigDecimal(input), new BigDecimal("0.5"))));
  }
}
