package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.ProviderScript;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
final class GatewayLogTest {
  private static final String PROMPT = "the-secret-prompt";

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.reveille");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Level before = Level.WARN;

  @BeforeEach
  void listen() {
    before = root.getLevel();
    root.setLevel(Level.INFO);
    ours.setLevel(Level.ALL);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void leave() {
    root.detachAppender(log);
    root.setLevel(before);
    ours.setLevel(null);
  }

  @Test
  void neither_prompt_nor_key_nor_token_is_logged_whatever_happens() throws Exception {
    String body = "{\"model\":\"gpt-5.4-nano\",\"input\":\"" + PROMPT + "\"}";
    String token;
    try (GatewayFixture fixture = new GatewayFixture()) {
      token = fixture.access.token();
      fixture.provider.script(ProviderScript.pleasant().text("an answer to " + PROMPT));
      assertThat(fixture.send(fixture.post(fixture.at("openai", "/v1/responses"), body)).body())
          .contains(PROMPT);
      fixture.provider.script(ProviderScript.pleasant().cutAfter(10));
      assertThat(
              fixture.send(fixture.post(fixture.at("openai", "/v1/responses"), body)).statusCode())
          .isEqualTo(502);
      fixture.provider.script(ProviderScript.pleasant().model(AnsweredModel.fixed("other")));
      fixture.send(fixture.post(fixture.at("openai", "/v1/responses"), body));
      fixture.send(fixture.post(fixture.at("anthropic", "/v1/messages"), body));
      fixture.provider.script(ProviderScript.pleasant().status(500));
      fixture.send(fixture.post(fixture.at("openai", "/v1/responses"), body));
      fixture.impatient("elsewhere");
      fixture.send(fixture.post(fixture.at("elsewhere", "/v1/responses"), body));
      fixture.pin("openai");
      fixture.send(fixture.post(fixture.at("openai", "/v1/" + PROMPT), body));
      fixture.environment.put("OPENAI_KEY", GatewayFixture.OPENAI_KEY + "\nbroken");
      fixture.send(fixture.post(fixture.at("openai", "/v1/responses"), body));
      RawHttp.over(
          fixture.gateway.port(),
          "POST "
              + fixture.access.path("openai")
              + "/v1/responses HTTP/1.1\r\n"
              + PROMPT
              + "\r\n\r\n");
      RawHttp.over(
          fixture.gateway.port(),
          RawHttp.request("GET", fixture.access.path("openai") + "/v1/models?%zz=" + PROMPT, ""));
      fixture.calls.beforeEffect(Calls::logIsGone);
      Access second = fixture.open(fixture.access.key(), 2);
      fixture.send(fixture.post(URI.create(second.baseUrl("openai") + "/v1/responses"), body));
    }

    assertThat(log.list)
        .extracting(event -> event.getFormattedMessage())
        .anySatisfy(line -> assertThat(line).contains("could not be recorded"));
    assertThat(log.list)
        .extracting(GatewayLogTest::written)
        .noneMatch(line -> line.contains(PROMPT))
        .noneMatch(line -> line.contains(token))
        .noneMatch(line -> line.contains(GatewayFixture.OPENAI_KEY))
        .noneMatch(line -> line.contains(GatewayFixture.ANTHROPIC_KEY));
  }

  private static String written(ILoggingEvent event) {
    String thrown =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    return event.getFormattedMessage() + thrown;
  }
}
