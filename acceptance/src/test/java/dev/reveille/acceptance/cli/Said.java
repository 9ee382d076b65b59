package dev.reveille.acceptance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reveille.cli.command.Commands;
import dev.reveille.cli.session.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** What a command that has ended said, and its exit code. */
record Said(int code, String out, String err) {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Runs a command within this JVM. */
  static Said here(Map<String, String> environment, Path folder, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Commands.run(
            args,
            new Surroundings(
                environment,
                folder,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                false));
    return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Standard output, which must be one JSON document and nothing else. */
  JsonNode document() {
    try {
      JsonNode document = STRICT.readTree(out);
      assertThat(document.isMissingNode()).as("no document at all; it said " + err).isFalse();
      return document;
    } catch (IOException e) {
      throw new AssertionError("standard output is not one JSON document: " + out, e);
    }
  }

  Said good() {
    assertThat(code).as(out + err).isZero();
    return this;
  }
}
