package dev.reveille.gateway;

import static dev.reveille.gateway.GatewayFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One address for all turns of an agent: what it calls is the present turn's, or nobody's. */
@Timeout(60)
final class SharedDoorTest {
  private static final RunKey FIRST = new RunKey("first", "1");
  private static final RunKey SECOND = new RunKey("second", "1");
  private static final String OTHER = "gpt-5.4-mini";

  /** What is recorded at most of an agent that nobody watches. */
  private static final int MOST_LATE = 100;

  private GatewayFixture fixture;
  private Door door;

  @BeforeEach
  void start() throws Exception {
    fixture = new GatewayFixture();
    door = fixture.gateway.door();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void each_turn_is_held_to_its_own_pin_at_the_same_address() throws Exception {
    URI address = opened(FIRST, OTHER);
    assertThat(call(address, OTHER)).isEqualTo(200);

    assertThat(opened(SECOND, GatewayFixture.MODEL)).isEqualTo(address);
    assertThat(call(address, OTHER)).as("the choice of the turn before").isEqualTo(400);
    assertThat(call(address, GatewayFixture.MODEL)).isEqualTo(200);

    assertThat(fixture.calls.awaitEnded(3))
        .extracting(call -> call.key().workflowId())
        .containsExactly("first", "second", "second");
  }

  @Test
  void a_call_between_turns_is_refused_and_recorded_with_the_last() throws Exception {
    URI address = opened(FIRST, GatewayFixture.MODEL);
    fixture.gateway.revoke(door.token());

    assertThat(call(address, GatewayFixture.MODEL)).isEqualTo(401);

    ModelCall late = fixture.calls.onlyEnded();
    assertThat(late.key()).isEqualTo(FIRST);
    assertThat(late.status()).isEqualTo(401);
    assertThat(late.refused()).isTrue();
    assertThat(late.error()).startsWith("No turn of this session is under way");
    assertThat(fixture.provider.requests()).isEmpty();
    assertThat(fixture.calls.order()).noneMatch(each -> each.startsWith("effect"));
  }

  @Test
  void an_agent_that_never_ceases_to_call_does_not_fill_the_record() throws Exception {
    URI address = opened(FIRST, GatewayFixture.MODEL);
    fixture.gateway.revoke(door.token());

    for (int i = 0; i < MOST_LATE + 20; i++) {
      assertThat(call(address, GatewayFixture.MODEL)).isEqualTo(401);
    }
    assertThat(fixture.calls.awaitEnded(MOST_LATE)).hasSize(MOST_LATE);

    opened(SECOND, GatewayFixture.MODEL);
    fixture.gateway.revoke(door.token());
    call(address, GatewayFixture.MODEL);
    assertThat(fixture.calls.awaitEnded(MOST_LATE + 1))
        .last()
        .extracting(ModelCall::key)
        .isEqualTo(SECOND);
  }

  @Test
  void a_door_that_was_closed_is_no_address_any_more() throws Exception {
    URI address = opened(FIRST, GatewayFixture.MODEL);
    door.close();

    assertThat(call(address, GatewayFixture.MODEL)).isEqualTo(401);
    assertThat(fixture.calls.ended()).isEmpty();
    assertThat(door.toString()).doesNotContain(door.token());
  }

  private URI opened(RunKey run, String model) {
    Grant grant =
        new Grant(
            run,
            1,
            "nightly",
            GatewayFixture.DUE,
            ModelPin.strict(new ModelRef("openai", model)),
            fixture.providers());
    return URI.create(door.open(grant).baseUrl("openai") + "/v1/responses");
  }

  /** On a connection of its own: that of a refusal may be closed. */
  private int call(URI address, String model) throws Exception {
    String request = RawHttp.request("POST", address.getPath(), ask(model, false));
    String answer = RawHttp.over(fixture.gateway.port(), request);
    return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }
}
