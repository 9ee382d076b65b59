package dev.reveille.activities.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  @Test
  void it_is_the_one_of_the_specifications_own_example() {
    assertThat(
            WebhookSignature.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "{\"test\": 2432232314}".getBytes(UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_secret_without_the_prefix_is_the_key_itself() {
    String own = WebhookSignature.of("geheim", "a", "1", new byte[0]);

    assertThat(own).isEqualTo(WebhookSignature.of("whsec_Z2VoZWlt", "a", "1", new byte[0]));
    assertThat(own).isNotEqualTo(WebhookSignature.of("geheim", "a", "2", new byte[0]));
    assertThat(own).isNotEqualTo(WebhookSignature.of("geheim", "b", "1", new byte[0]));
  }

  @Test
  void a_prefix_with_anything_but_base64_behind_it_is_no_secret() {
    assertThatThrownBy(() -> WebhookSignature.of("whsec_!", "a", "1", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
