package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.gateway.pin.AskedRequest;
import dev.reveille.gateway.pin.Dialect;
import dev.reveille.gateway.pin.PinRules;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 11, 1000, 20_000, 100_000})
  void only_the_models_name_is_replaced_however_the_body_came(int size) throws Exception {
    String before = "{\"x\":\"" + "ü€".repeat(10_000) + "\", \"model\" : ";
    String after = " ,\"y\":{\"model\":\"kept\"}, \"z\":1.0}";
    AtomicLong budget = new AtomicLong(1 << 20);
    Body body = new Body(budget);
    byte[] bytes = (before + "\"gpt\\u002d5\"" + after).getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += size) {
      body.add(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
    }

    AskedRequest.Place place =
        new PinRules(ModelPin.strict(ModelRef.parse("openai/gpt-5")))
            .read(body.stream(), Dialect.CHAT)
            .modelAt();
    assertThat(place).isNotNull();
    byte[] spliced = HostileBytes.join(body.spliced(place.start(), place.end(), "spare \"model\""));

    assertThat(new String(spliced, StandardCharsets.UTF_8))
        .isEqualTo(before + "\"spare \\\"model\\\"\"" + after);
    body.release();
    assertThat(budget).hasValue(1 << 20);
  }
}
