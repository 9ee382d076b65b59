package dev.reveille.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.net.URL;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jetty's loggers print headers and bodies at DEBUG: keys and prompts. */
class ShippedLoggingTest {
  @ParameterizedTest
  @ValueSource(strings = {"WARN", "INFO", "DEBUG", "TRACE"})
  void nothing_that_can_be_asked_for_lets_jetty_print_what_passes(String asked) throws Exception {
    LoggerContext context = new LoggerContext();
    context.putProperty("reveille.log.level", asked);
    context.putProperty("reveille.log.libraries", asked);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL shipped = Objects.requireNonNull(getClass().getResource("/logback.xml"));

    configurator.doConfigure(shipped);

    for (String name : new String[] {"org.eclipse.jetty", "org.eclipse.jetty.http.HttpParser"}) {
      assertThat(context.getLogger(name).getEffectiveLevel().isGreaterOrEqual(Level.INFO)).isTrue();
    }
    assertThat(context.getLogger("dev.reveille").getLevel()).isEqualTo(Level.toLevel(asked));
    context.stop();
  }
}
