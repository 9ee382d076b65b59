package dev.reveille.worker.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.BootSample.Ending;
import dev.reveille.domain.boothealth.BootSample.How;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.Trigger;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs are told of hosts. */
class HostsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final HostFacts FACTS =
      new HostFacts(
          2,
          4L << 30,
          null,
          0.25,
          null,
          null,
          null,
          7L << 30,
          NOON,
          NOON,
          "Java 17",
          "Debian 12",
          "Node 24.1.0");

  @TempDir private Path data;

  @Test
  void a_host_is_told_with_what_its_newest_boot_met_and_one_that_did_not_look_without() {
    try (JdbcRunLog log = RunLogs.open(RunLogSettings.sqlite(data))) {
      booted(log, "old", NOON, "den");
      log.boot(sample("old", NOON, "den", HostFacts.UNKNOWN));
      booted(log, "new", NOON.plusSeconds(60), "den");
      log.boot(sample("new", NOON.plusSeconds(60), "den", FACTS));
      booted(log, "other", NOON, "attic");

      JsonNode hosts = Json.mapper().valueToTree(new ApiViews(settings(log)).hosts());

      assertThat(named(hosts, "attic").path("facts").isNull()).isTrue();
      JsonNode den = named(hosts, "den");
      assertThat(den.path("boots").asInt()).isEqualTo(2);
      assertThat(den.at("/facts/cores").asInt()).isEqualTo(2);
      assertThat(den.at("/facts/hostUpSince").asText()).isEqualTo("2026-11-22T12:00:00Z");
      assertThat(den.at("/facts/agentRuntime").asText()).isEqualTo("Node 24.1.0");
      assertThat(den.path("facts").has("memoryFreeBytes")).isFalse();
    }
  }

  @Test
  void the_document_names_every_fact_of_a_host() throws Exception {
    try (InputStream in = Board.class.getResourceAsStream("openapi.json")) {
      JsonNode facts = Json.mapper().readTree(in).at("/components/schemas/HostFacts/properties");
      assertThat(facts.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(HostFacts.class.getRecordComponents())
                  .map(RecordComponent::getName)
                  .toList());
    }
  }

  /** Among them is also this machine, which has the run log open. */
  private static JsonNode named(JsonNode hosts, String name) {
    return StreamSupport.stream(hosts.path("hosts").spliterator(), false)
        .filter(host -> host.path("host").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + hosts));
  }

  private static BoardSettings settings(JdbcRunLog log) {
    return new BoardSettings(
        log,
        new NoDesk(),
        () -> new WorkerNow("den", 4, 0, 0, null, List.of()),
        "owner",
        "the-token-of-this-test",
        false,
        "this test",
        null,
        ZoneId.of("UTC"),
        Clock.systemUTC());
  }

  private static void booted(JdbcRunLog log, String run, Instant at, String host) {
    RunKey key = new RunKey(run, "1");
    log.open(
        new RunOpened(
            key,
            "1",
            "default",
            "nightly",
            "owner",
            at,
            Trigger.SCHEDULE,
            "isolated",
            "codex",
            "sha256:00",
            null,
            60_000,
            60_000,
            at));
    log.event(
        key,
        new RunEvent(
            at, EventType.BOOT_READY, 1, "", host, Map.of("millis", LongNode.valueOf(812))));
  }

  private static BootSample sample(String run, Instant at, String host, HostFacts facts) {
    return new BootSample(
        new RunKey(run, "1"),
        1,
        at,
        "owner",
        "nightly",
        "codex",
        "isolated",
        host,
        false,
        How.START,
        Ending.READY,
        812,
        60_000,
        0.7,
        null,
        List.of(),
        null,
        facts);
  }

  /** Nobody acts here. */
  private static final class NoDesk implements JobDesk {
    @Override
    public Optional<Held> held(String job) {
      return Optional.empty();
    }

    @Override
    public String start(String job) {
      throw new UnsupportedOperationException(job);
    }

    @Override
    public void pause(String job, String note) {
      throw new UnsupportedOperationException(job);
    }

    @Override
    public void resume(String job) {
      throw new UnsupportedOperationException(job);
    }
  }
}
