package dev.reveille.starter.files.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.Nearest;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.job.EnvValue;
import dev.reveille.domain.job.ExecutePolicy;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.Permissions;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.layer.LayerFields;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.settings.FolderSettings;
import dev.reveille.starter.files.settings.SettingsFields;
import dev.reveille.starter.files.settings.SettingsReading;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a definition of one job as it is written, with defaults and profile written in. */
public final class JobReader {
  private static final Duration CATCHUP = Duration.ofMinutes(10);
  private static final Duration TURN = Duration.ofMinutes(15);
  private static final Duration COMMAND = Duration.ofMinutes(10);
  private static final Duration INSTEAD_OF_NONE = Duration.ofHours(24);

  /** Temporal refuses payloads of 2 MiB; the definition travels in one. */
  private static final int MOST_BYTES = 1 << 20;

  private final SettingsReading settings;
  private final Form job;
  private final Context context;

  private JobReader(SettingsReading settings, Form job, Context context) {
    this.settings = settings;
    this.job = job;
    this.context = context;
  }

  /** The job; empty when anything of it is an error, all of which is reported. */
  public static Optional<PlannedJob> read(Node node, SettingsReading settings, Problems problems) {
    int before = problems.errors();
    Context context = new Context(problems, "");
    if (!(node instanceof Mapping)) {
      if (!node.isBroken()) {
        problems.wrongValue(
            node.place(),
            "",
            node.shown(),
            "a job, which is a mapping with name, schedule and payload",
            null);
      }
      return Optional.empty();
    }
    Form job = JobFields.SHAPE.read(node, context);
    if (job == null) {
      return Optional.empty();
    }
    PlannedJob planned = new JobReader(settings, job, context).job();
    return problems.errors() > before ? Optional.empty() : Optional.ofNullable(planned);
  }

  private @Nullable PlannedJob job() {
    String id = Identity.read(job, context);
    wakeMode();
    ScheduleRule schedule = schedule();
    Form payloadForm = part(JobFields.PAYLOAD, "{kind: agentTurn, message: …}");
    Payload.Kind kind =
        payloadForm == null ? null : PayloadReader.kind(payloadForm, context.in("payload"));
    SessionTarget target = SessionReader.read(job, kind, context);
    if (payloadForm == null || kind == null) {
      return null;
    }
    Payload payload = PayloadReader.read(payloadForm, kind, context.in("payload"));
    boolean command = kind == Payload.Kind.COMMAND;
    String agentName = command ? noAgent() : agentName();
    AgentProfile agent = agentName == null ? null : settings.settings().agents().get(agentName);
    ModelPin pin = pin(kind, payloadForm);

    Form profile = agentName == null ? null : settings.profiles().get(agentName);
    Form below = profile == null ? settings.defaults() : profile.over(settings.defaults());
    Form layers = job.over(below);
    BootPolicy boot = PolicyReader.boot(layers, context);
    ExecutePolicy execute =
        PolicyReader.execute(layers, ownTimeout(payloadForm), command ? COMMAND : TURN, context);
    Path folder = settings.settings().folder();
    Isolation isolation = PolicyReader.isolation(layers, folder);
    Optional<String> workspace = WorkspaceReader.read(layers, folder, isolation, context);
    Channeling channels = new Channeling(job, settings.channelNames(), context);
    AlertPolicy alerts = channels.alerts(layers);
    List<String> deliver = channels.deliver();
    String name = job.get(JobFields.NAME, id == null ? "" : id);
    boolean complete = (agent != null || command) && (pin != null || command);
    if (id == null
        || target == null
        || schedule == null
        || payload == null
        || boot == null
        || execute == null
        || !complete) {
      return null;
    }
    Map<String, EnvValue> env = layers.get(LayerFields.ENV, Map.of());
    JobDefinition definition =
        new JobDefinition(
            JobDefinition.SNAPSHOT,
            id,
            name,
            job.get(JobFields.DESCRIPTION),
            settings.settings().owner(),
            folder.toString(),
            target,
            schedule,
            payload,
            pin,
            agent,
            workspace.orElse(null),
            boot,
            execute,
            expect(command, pin, workspace.orElse(null), execute),
            layers.get(LayerFields.PERMISSIONS, Permissions.FAIL),
            layers.get(SettingsFields.OVERLAP, Overlap.SKIP),
            layers.get(SettingsFields.CATCHUP, CATCHUP),
            isolation,
            PolicyReader.network(layers, command ? Network.HOST : Network.GATEWAY),
            env,
            layers.get(LayerFields.KEEP, Keep.FAILED),
            alerts,
            deliver,
            job.get(JobFields.PING),
            carried());
    checkSize(definition);
    return new PlannedJob(
        definition, job.get(JobFields.ENABLED, true), job.get(JobFields.START_PAUSED, false));
  }

  private @Nullable Form part(Field<Form> field, String example) {
    if (!job.has(field)) {
      context.error(
          job.place(), field.name() + " is missing", "write " + field.name() + ": " + example);
    }
    return job.get(field);
  }

  private @Nullable ScheduleRule schedule() {
    Form form = part(JobFields.SCHEDULE, "{kind: cron, expr: \"0 22 * * *\", tz: Europe/Berlin}");
    return form == null
        ? null
        : ScheduleReader.read(form, settings.defaults(), context.in("schedule"));
  }

  private @Nullable String noAgent() {
    if (job.has(JobFields.AGENT)) {
      context
          .in("agent")
          .error(job.keyPlaceOf(JobFields.AGENT), "a command runs without an agent", "remove it");
    }
    return null;
  }

  private @Nullable String agentName() {
    String written = job.get(JobFields.AGENT);
    if (written == null) {
      return job.has(JobFields.AGENT) ? null : usualAgent();
    }
    Context here = context.in("agent");
    if (!settings.agentNames().contains(written)) {
      here.error(
          job.placeOf(JobFields.AGENT),
          "no agent is called " + Shown.quoted(written),
          Nearest.question(
              written,
              settings.agentNames(),
              "known here: "
                  + String.join(", ", settings.agentNames().stream().sorted().toList())));
      return null;
    }
    return written;
  }

  private @Nullable String usualAgent() {
    String usual = settings.settings().defaultAgent();
    boolean written = settings.defaults() != null && settings.defaults().has(SettingsFields.AGENT);
    if (usual == null && !written) {
      context.error(
          job.place(),
          "no agent is named, here or in defaults of reveille.yaml",
          "write agent: codex, or another of "
              + String.join(", ", settings.agentNames().stream().sorted().toList()));
    }
    return usual;
  }

  private @Nullable ModelPin pin(Payload.Kind kind, Form payload) {
    Duration patience =
        job.over(settings.defaults()).get(SettingsFields.PATIENCE, ModelPin.PATIENCE);
    if (kind == Payload.Kind.AGENT_TURN) {
      ModelPin pin = new PinReader(settings, context).read(job, payload);
      return pin == null ? null : pin.patience(patience);
    }
    if (kind == Payload.Kind.COMMAND && job.has(JobFields.PATIENCE)) {
      context
          .in("patience")
          .error(
              job.keyPlaceOf(JobFields.PATIENCE),
              "a command waits for no provider of models",
              "remove it");
    }
    if (job.has(JobFields.PIN)) {
      context
          .in("pin")
          .error(
              job.keyPlaceOf(JobFields.PIN),
              "a " + kind.word() + " names no model to pin",
              "remove it");
    }
    return kind == Payload.Kind.SYSTEM_EVENT ? pinOfDefaults(patience) : null;
  }

  private @Nullable ModelPin pinOfDefaults(Duration patience) {
    if (settings.defaultModel() != null) {
      return ModelPin.strict(settings.defaultModel()).patience(patience);
    }
    if (!settings.defaultModelWritten()) {
      context.error(
          job.place(),
          "no model is named for the main session, whose turns are pinned like all others",
          "write defaults: {model: provider/model} in reveille.yaml");
    }
    return null;
  }

  private @Nullable JsonNode expect(
      boolean command, @Nullable ModelPin pin, @Nullable String workspace, ExecutePolicy execute) {
    FolderSettings shared = settings.settings();
    return ExpectReader.read(
        job.get(JobFields.EXPECT),
        new ExpectReader.Job(
            shared.folder(), workspace, command, pin, shared.providers(), execute.timeout()),
        context.in("expect"));
  }

  /** OpenClaw's spelling of the job's own execute timeout. */
  private @Nullable Duration ownTimeout(Form payload) {
    Duration theirs = payload.get(PayloadFields.TIMEOUT);
    if (theirs == null) {
      return null;
    }
    Context here = context.in("payload.timeoutSeconds");
    Form execute = job.get(LayerFields.EXECUTE);
    if (execute != null && execute.has(LayerFields.TIMEOUT)) {
      here.error(
          payload.keyPlaceOf(PayloadFields.TIMEOUT),
          "says the same as execute.timeout at line "
              + execute.keyPlaceOf(LayerFields.TIMEOUT).line(),
          "keep one of the two");
      return null;
    }
    if (theirs.isZero()) {
      here.warning(
          payload.placeOf(PayloadFields.TIMEOUT),
          "0 means no limit to OpenClaw; every run has one here, so this one is 24h",
          "write the limit that fits the job");
      return INSTEAD_OF_NONE;
    }
    return theirs;
  }

  private void wakeMode() {
    Node node = job.get(JobFields.WAKE_MODE);
    if (node == null || node.isBroken()) {
      return;
    }
    Context here = context.in("wakeMode");
    String word = node instanceof Scalar scalar ? scalar.text() : "";
    if (word.equals("next-heartbeat")) {
      here.warning(
          node.place(),
          "OpenClaw's field has no effect here",
          "there is no heartbeat to wait for: the job runs when it is due");
    } else if (!word.equals("now")) {
      here.wrong(node, "now or next-heartbeat");
    }
  }

  private Map<String, JsonNode> carried() {
    Map<String, JsonNode> carried = new LinkedHashMap<>(job.kept());
    Node wakeMode = job.get(JobFields.WAKE_MODE);
    if (wakeMode != null) {
      carried.put("wakeMode", wakeMode.json());
    }
    return carried;
  }

  private void checkSize(JobDefinition definition) {
    int bytes = Json.write(definition).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      context.error(
          job.place(),
          "the job is "
              + bytes / 1024
              + " KiB long with all that it carries (expected: up to 1024)",
          "move long texts into files of the workspace");
    }
  }
}
