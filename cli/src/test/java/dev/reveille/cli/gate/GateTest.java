package dev.reveille.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GateTest {
  private static final int SAMPLES = 8;

  @TempDir Path folder;

  private final ScriptedBoots boots = new ScriptedBoots();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console = new Console(stream(out), stream(err), false, false, false, 200);

  @BeforeEach
  void a_folder_with_a_job() throws IOException {
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(
        folder.resolve("reveille.yaml"),
        """
        owner: desk
        providers: {parade: {kind: drill}}
        agents: {mine: {protocol: acp, command: [mine]}}
        """);
    Files.writeString(
        folder.resolve("jobs/nightly.yaml"),
        """
        name: nightly
        sessionTarget: isolated
        schedule: {kind: cron, expr: "0 22 * * *"}
        agent: mine
        payload: {kind: agentTurn, message: "secret prompt", model: parade/gpt-drill}
        """);
  }

  @Test
  void an_isolated_target_that_hangs_while_main_is_fine_is_seen_in_one_look() throws IOException {
    boots.hangs("isolated", "context");

    GateReport report = gate(options("")).run(null, null);
    Gate.tell(report, options(""), console);

    assertThat(report.passed()).isFalse();
    List<String> rows = lines().stream().filter(line -> line.startsWith("mine ")).toList();
    assertThat(rows.get(0))
        .containsSubsequence("mine", "isolated", "STOPPED", "BOOT_TIMEOUT 3 of 3 in stage context");
    assertThat(rows.get(1)).containsSubsequence("mine", "main", "good", "8 of 8 ready");
    assertThat(lines()).last().isEqualTo("stopped: 1 of 2 agents × targets fails");
  }

  @Test
  void agents_are_booted_for_targets_that_no_job_uses_in_another_order_each_round()
      throws IOException {
    gate(options("")).run(null, null);

    assertThat(boots.order.subList(0, 4)).containsExactly("isolated", "main", "main", "isolated");
    assertThat(boots.order).hasSize(2 * SAMPLES);
  }

  @Test
  void what_was_saved_is_what_is_compared_against() throws IOException {
    Path file = folder.resolve("boots.json");
    GateReport first = gate(options("save")).run(null, null);
    boots.slow("main", "tools", 2);

    GateReport second = gate(options("")).run(BaselineFile.read(file), null);

    assertThat(first.passed()).isTrue();
    assertThat(second.passed()).isFalse();
    assertThat(second.cells())
        .extracting(cell -> cell.target() + " " + cell.passed())
        .containsExactly("isolated true", "main false");
    assertThat(second.cells().get(1).findings())
        .anySatisfy(found -> assertThat(found.message()).startsWith("stage tools takes 2.0"));
  }

  @Test
  void a_build_that_is_stopped_is_no_baseline() throws IOException {
    boots.hangs("main", "session");

    GateReport report = gate(options("save")).run(null, null);

    assertThat(folder.resolve("boots.json")).doesNotExist();
    assertThat(report.notes()).anyMatch(note -> note.startsWith("not saved as a baseline"));
  }

  @Test
  void a_baseline_of_another_host_is_refused_by_name() throws IOException {
    gate(options("save")).run(null, null);
    boots.cores = 64;
    Baseline baseline = BaselineFile.read(folder.resolve("boots.json"));

    assertThatThrownBy(() -> gate(options("")).run(baseline, null))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "the baseline is of another host, desk, 4 cores, and this is desk, 64 cores"
                + " (4 cores there, 64 here); save one here");
    assertThat(gate(options("any host")).run(baseline, null).notes())
        .anyMatch(note -> note.startsWith("the baseline is of another host"));
  }

  @Test
  void a_turn_without_a_tools_result_stops_a_build() throws IOException {
    boots.toolsReturned = 0;

    GateReport report = gate(options("turn")).run(null, null);

    assertThat(report.passed()).isFalse();
    assertThat(report.verdict())
        .isEqualTo("stopped: 2 agents × targets booted as asked for, but a turn fails");
    assertThat(boots.turned).hasSize(1);
    assertThat(boots.turned.get(0).id()).isEqualTo("gate-mine");
    assertThat(boots.turned.get(0).payload().message()).doesNotContain("secret");
    assertThat(boots.turned.get(0).alerts().tellsNobody()).isTrue();
  }

  @Test
  void a_hostile_agent_stays_text_in_every_report() throws IOException {
    boots.version =
        "\u001B[31m<script>alert(1)</script>](http://evil) @all ![x](y) | # \u202E\uFFFF";
    boots.hangs("isolated", "con\u001B]0;text<img src=x>");
    GateOptions options = options("files");

    Gate.tell(gate(options).run(null, null), options, console);

    String junit = Files.readString(folder.resolve("junit.xml"));
    String markdown = Files.readString(folder.resolve("report.md"));
    for (String report : List.of(junit, markdown, out.toString(StandardCharsets.UTF_8))) {
      assertThat(report).contains("BOOT").doesNotContain("\u001B", "\u202E", "\uFFFF");
    }
    assertThat(markdown).doesNotContain("<img", "<script", "](http", "@all");
    assertThat(junit).doesNotContain("<img", "<script");
    assertThat(JunitCases.of(junit))
        .containsExactly("boots for isolated: failed", "boots for main");
  }

  @Test
  void a_baseline_is_read_with_each_mistake_at_its_place() throws IOException {
    Path file = folder.resolve("bad.json");
    Files.writeString(
        file,
        """
        {"reveilleGate": 1, "saved": "yesterday",
         "cells": [
           {"agent": "mine", "target": "main", "limitMilis": 60000, "warnAt": 0.7,
            "boots": [{"millis": -1, "stages": {"spawn": "x"}}]}]}
        """);

    assertThatThrownBy(() -> BaselineFile.read(file))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(file + ":1:30: saved: 'yesterday'")
        .hasMessageContaining(file + ":3:40: cells[0]: unknown field 'limitMilis'")
        .hasMessageContaining("did you mean 'limitMillis'?")
        .hasMessageContaining(file + ":4:26: cells[0].boots[0].millis: -1 (expected: ")
        .hasMessageContaining("cells[0].boots[0].stages.spawn: 'x' (expected: ");
  }

  private Gate gate(GateOptions options) {
    FolderReading reading = JobFolder.read(folder);
    List<JobDefinition> jobs = reading.orThrow().stream().map(job -> job.definition()).toList();
    return new Gate(options, Lineup.of(jobs, null, null), boots, boots, console, Clock.systemUTC());
  }

  private GateOptions options(String with) {
    return new GateOptions(
        SAMPLES,
        null,
        with.equals("save") ? folder.resolve("boots.json") : null,
        with.equals("any host"),
        null,
        null,
        null,
        null,
        null,
        with.equals("turn"),
        with.equals("files") ? folder.resolve("junit.xml") : null,
        with.equals("files") ? folder.resolve("report.md") : null,
        GateOptions.Move.NONE,
        0,
        false);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
