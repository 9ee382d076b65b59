package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * {@code reveille gate} within this JVM, for workers that a test has started.
 *
 * @param folder of the jobs
 * @param data where the workers' run log is
 * @param server its address
 */
public record GateCall(Path folder, Path data, String server) {
  /** Runs it, and returns its report. */
  public JsonNode run(int exit, String... more) {
    List<String> args = new ArrayList<>(List.of("gate", "-o", "json", "--dir", folder.toString()));
    args.addAll(List.of("--data", data.toString(), "--address", server));
    args.addAll(List.of(more));
    Said said = Said.here(Map.of("HOME", data.toString()), data, args.toArray(String[]::new));
    assertThat(said.code()).as(said.out() + said.err()).isEqualTo(exit);
    return said.document();
  }

  /** What a report says of a session target. */
  public static JsonNode cell(JsonNode report, String target) {
    return StreamSupport.stream(report.path("cells").spliterator(), false)
        .filter(cell -> cell.path("target").asText().equals(target))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + target + " in " + report));
  }
}
