package dev.reveille.starter.files.job;

import static dev.reveille.starter.files.layer.LayerFields.LONGEST_RUN;
import static dev.reveille.starter.files.layer.LayerFields.SHORTEST;

import dev.reveille.domain.job.EnvValue;
import dev.reveille.domain.job.Payload;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.layer.EnvReader;
import dev.reveille.starter.files.layer.Templates;
import dev.reveille.starter.files.tree.Node;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of a payload, and which kind takes which. */
final class PayloadFields {
  private static final Duration SECOND = Duration.ofSeconds(1);

  static final Field<Node> KIND = Field.of("kind", (node, context) -> node);
  static final Field<String> MESSAGE = Field.of("message", Readers.text());
  static final Field<String> TEXT = Field.of("text", Readers.text());
  static final Field<Node> MODEL = Field.of("model", (node, context) -> node);
  static final Field<List<Node>> FALLBACKS =
      Field.of("fallbacks", Readers.listOf((node, context) -> node));
  static final Field<Duration> TIMEOUT =
      Field.of("timeoutSeconds", Readers.units(SECOND, Duration.ZERO, LONGEST_RUN));

  static final Field<List<String>> ARGV = Field.of("argv", Readers.someOf(Templates.commandText()));
  static final Field<String> CWD = Field.of("cwd", Readers.line(1000));
  static final Field<Map<String, EnvValue>> ENV = Field.of("env", new EnvReader());
  static final Field<String> INPUT = Field.of("input", Readers.anyText());
  static final Field<Duration> NO_OUTPUT_TIMEOUT =
      Field.of("noOutputTimeoutSeconds", Readers.units(SECOND, SHORTEST, LONGEST_RUN));
  static final Field<Long> OUTPUT_MAX_BYTES =
      Field.of("outputMaxBytes", Readers.whole(1, 64L << 20));

  static final Field<List<String>> TOOLS_ALLOW =
      Field.of("toolsAllow", Readers.listOf(Readers.line(200)));
  private static final Field<Object> TOOLS_DEFAULT = Field.kept("toolsAllowIsDefault");
  private static final Field<Object> THINKING =
      Field.notCarried("thinking", "lock it instead: pin: {lock: {reasoning_effort: low}}");
  private static final Field<Object> LIGHT_CONTEXT =
      Field.notCarried("lightContext", "an isolated run always starts from nothing");
  private static final Field<Object> UNSAFE =
      Field.notCarried("allowUnsafeExternalContent", "isolation is what protects a run here");
  private static final String DELIVER = "write deliver: [channel] beside the payload";
  private static final Field<Object> OLD_DELIVER = Field.notCarried("deliver", DELIVER);
  private static final Field<Object> OLD_CHANNEL = Field.notCarried("channel", DELIVER);
  private static final Field<Object> OLD_TO = Field.notCarried("to", DELIVER);
  private static final Field<Object> OLD_BEST_EFFORT =
      Field.notCarried("bestEffortDeliver", DELIVER);

  static final Shape SHAPE =
      Shape.of(KIND, MESSAGE, TEXT, MODEL, FALLBACKS, TIMEOUT)
          .and(ARGV, CWD, ENV, INPUT, NO_OUTPUT_TIMEOUT, OUTPUT_MAX_BYTES)
          .and(TOOLS_ALLOW, TOOLS_DEFAULT, THINKING, LIGHT_CONTEXT, UNSAFE)
          .and(OLD_DELIVER, OLD_CHANNEL, OLD_TO, OLD_BEST_EFFORT)
          .butFor("prompt", "the prompt of an agentTurn is called message")
          .butFor("command", "write kind: command and argv: [program, argument]")
          .butFor("script", "write kind: command and argv: [sh, -c, …]");

  /** The fields each kind takes; the others are refused with that list. */
  static final Map<Payload.Kind, Set<Field<?>>> TAKES = new EnumMap<>(Payload.Kind.class);

  static {
    TAKES.put(
        Payload.Kind.AGENT_TURN,
        Set.of(
            KIND,
            MESSAGE,
            MODEL,
            FALLBACKS,
            TIMEOUT,
            TOOLS_ALLOW,
            TOOLS_DEFAULT,
            THINKING,
            LIGHT_CONTEXT,
            UNSAFE,
            OLD_DELIVER,
            OLD_CHANNEL,
            OLD_TO,
            OLD_BEST_EFFORT));
    TAKES.put(Payload.Kind.SYSTEM_EVENT, Set.of(KIND, TEXT, TOOLS_ALLOW, TOOLS_DEFAULT));
    TAKES.put(
        Payload.Kind.COMMAND,
        Set.of(
            KIND,
            ARGV,
            CWD,
            ENV,
            INPUT,
            TIMEOUT,
            NO_OUTPUT_TIMEOUT,
            OUTPUT_MAX_BYTES,
            TOOLS_ALLOW,
            TOOLS_DEFAULT));
  }

  private PayloadFields() {}
}
