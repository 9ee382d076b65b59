package dev.reveille.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.gateway.pace.BreakerState;
import dev.reveille.gateway.pace.LaneView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dashboard, alert rules and documentation name metrics and labels that are really exported. */
class MonitoringFilesTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(reveille_\\w+)(?:\\{(.*)})? [0-9.E+-]+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\\\\?\"");
  private static final Pattern USED = Pattern.compile("(reveille_\\w+)(?:\\{([^}]*)})?");
  private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

  /** Each metric that there is, with its labels. */
  private static Map<String, Set<String>> exported() {
    WorkerMetrics metrics = new WorkerMetrics();
    metrics.lanes(() -> List.of(new LaneView("openai", 3, 4, 4, BreakerState.OPEN, 20, 2, 1)));
    metrics.settled("nightly", "OK");
    metrics.missed("nightly");
    metrics.queued(Duration.ofSeconds(1));
    metrics.booted("timeout", Duration.ofSeconds(1));
    metrics.executed("finished", Duration.ofSeconds(1));
    Instant at = Instant.parse("2026-11-21T22:00:00Z");
    metrics.called(
        new ModelCall(
            new RunKey("run", "1"),
            1,
            1,
            "openai",
            "/v1/responses",
            "gpt-5.4-nano",
            0,
            CallJudgement.PINNED,
            200,
            1,
            ModelCall.Answer.of(null, 17L, 4L),
            at,
            at,
            null),
        at,
        Set.of("openai"));
    Map<String, Set<String>> all = new TreeMap<>();
    Matcher sample = SAMPLE.matcher(metrics.scrape());
    while (sample.find()) {
      Set<String> labels = all.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
      if (sample.group(2) != null) {
        LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitoring/grafana.json", "monitoring/rules.yaml", "operations.md"})
  void every_metric_and_label_that_is_named_is_exported(String file) throws Exception {
    Map<String, Set<String>> exported = exported();
    boolean queries = !file.endsWith(".md");
    int used = 0;
    for (String line : Files.readAllLines(DOCS.resolve(file))) {
      Set<String> ofLine = new TreeSet<>();
      Matcher metric = USED.matcher(line);
      while (metric.find()) {
        String name = metric.group(1);
        Set<String> labels = exported.get(queries ? name : sample(name, exported));
        assertThat(labels).as("%s in %s: %s", name, file, line).isNotNull();
        ofLine.addAll(labels);
        if (metric.group(2) != null) {
          assertThat(labels)
              .as("labels of %s in %s", name, line)
              .containsAll(
                  LABEL.matcher(metric.group(2)).results().map(found -> found.group(1)).toList());
        }
        used++;
      }
      Matcher by = BY.matcher(line);
      while (queries && used > 0 && by.find() && line.contains("reveille_")) {
        assertThat(ofLine).as(line).containsAll(List.of(by.group(1).split(", *")));
      }
    }
    assertThat(used).isGreaterThan(5);
  }

  /** Documents name a timer by what it times, not by one of its three series. */
  private static String sample(String name, Map<String, Set<String>> exported) {
    return exported.containsKey(name) ? name : name + "_count";
  }

  @Test
  void every_metric_is_in_the_documentation() throws Exception {
    String operations = Files.readString(DOCS.resolve("operations.md"));

    assertThat(exported().keySet())
        .allSatisfy(
            name ->
                assertThat(operations)
                    .contains("`" + name.replaceFirst("_(bucket|sum|count|max)$", "") + "`"));
  }

  @Test
  void the_dashboard_is_one_that_grafana_takes() throws Exception {
    JsonNode board = new ObjectMapper().readTree(DOCS.resolve("monitoring/grafana.json").toFile());

    assertThat(board.path("title").asText()).isEqualTo("Reveille");
    assertThat(board.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
    assertThat(board.path("panels"))
        .hasSizeGreaterThan(8)
        .allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty())
        .allSatisfy(panel -> assertThat(panel.path("description").asText()).isNotEmpty());
  }
}
