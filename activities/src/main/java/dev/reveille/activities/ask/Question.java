package dev.reveille.activities.ask;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to ask.
 *
 * @param field where the user wrote it, such as {@code expect.check}
 * @param command program and arguments, as they were written
 * @param facts variables it is given beside those of the job
 * @param input text for its standard input; null for none
 * @param workspace the folder it runs in
 * @param timeout after which it is ended, with all that it started
 * @param outputMaxBytes kept of what it says
 */
public record Question(
    String field,
    List<String> command,
    Map<String, String> facts,
    @Nullable String input,
    Path workspace,
    Duration timeout,
    int outputMaxBytes) {
  public Question {
    requireNonNull(field, "field is null");
    command = List.copyOf(command);
    facts = Map.copyOf(facts);
    requireNonNull(workspace, "workspace is null");
    requireNonNull(timeout, "timeout is null");
  }
}
