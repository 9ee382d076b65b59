package dev.reveille.starter.server;

import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.Queues;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How every run of a job is started, whoever starts it: queue, search attributes, words. */
public final class RunOptions {
  /** The server's own limit is 400 bytes. */
  private static final int LONGEST_SUMMARY = 120;

  private static final int LONGEST_DESCRIPTION = 1_000;

  private RunOptions() {}

  public static WorkflowOptions.Builder of(JobDefinition definition, String workflowId) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(workflowId)
        .setTaskQueue(Queues.RUN)
        .setTypedSearchAttributes(attributes(definition))
        .setStaticSummary(cut(definition.name() + ": " + what(definition), LONGEST_SUMMARY))
        .setStaticDetails(details(definition));
  }

  private static SearchAttributes attributes(JobDefinition definition) {
    SearchAttributes.Builder attributes =
        SearchAttributes.newBuilder()
            .set(Attributes.JOB, definition.id())
            .set(Attributes.TARGET, definition.target().toString());
    AgentProfile agent = definition.agent();
    if (agent != null) {
      attributes.set(Attributes.AGENT, agent.name());
    }
    ModelPin pin = definition.pin();
    if (pin != null) {
      attributes.set(Attributes.MODEL, pin.model().toString());
    }
    return attributes.build();
  }

  private static String what(JobDefinition definition) {
    Payload.Command command = definition.payload().command();
    if (command != null) {
      return "command " + command.argv().get(0);
    }
    AgentProfile agent = definition.agent();
    ModelPin pin = definition.pin();
    return "turn by "
        + (agent == null ? "no agent" : agent.name())
        + (pin == null ? "" : " on " + pin.model());
  }

  private static String details(JobDefinition definition) {
    StringBuilder details = new StringBuilder();
    String description = definition.description();
    if (description != null && !description.isBlank()) {
      details.append(cut(description.strip(), LONGEST_DESCRIPTION)).append("\n\n");
    }
    line(details, "Due", due(definition.schedule()));
    line(details, "Does", what(definition));
    line(details, "Boot limit", words(definition.boot().timeout()));
    line(details, "Execute limit", words(definition.execute().timeout()));
    line(details, "From", "owner " + definition.owner() + ", folder " + definition.folder());
    return details.toString();
  }

  private static void line(StringBuilder details, String label, String text) {
    details.append("- **").append(label).append("**: ").append(text).append('\n');
  }

  private static String due(ScheduleRule rule) {
    return switch (rule.kind()) {
      case CRON -> "`" + rule.expr() + "` in " + rule.tz();
      case EVERY -> "every " + words(rule.every());
      case AT -> "once, at " + rule.at();
    };
  }

  private static String words(@Nullable Duration duration) {
    if (duration == null) {
      return "never";
    }
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static String cut(String text, int longest) {
    String line = text.strip();
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
  }
}
