package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reveille.cli.command.Commands;
import dev.reveille.cli.session.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
  public JsonNode run(int exit, String... more) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = new ArrayList<>(List.of("gate", "-o", "json", "--dir", folder.toString()));
    args.addAll(List.of("--data", data.toString(), "--address", server));
    args.addAll(List.of(more));
    int code =
        Commands.run(
            args.toArray(String[]::new),
            new Surroundings(
                Map.of("HOME", data.toString()),
                data,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false));
    assertThat(code).as(out.toString(StandardCharsets.UTF_8) + err).isEqualTo(exit);
    return new ObjectMapper().readTree(out.toByteArray());
  }

  /** What a report says of a session target. */
  public static JsonNode cell(JsonNode report, String target) {
    return StreamSupport.stream(report.path("cells").spliterator(), false)
        .filter(cell -> cell.path("target").asText().equals(target))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + target + " in " + report));
  }
}
