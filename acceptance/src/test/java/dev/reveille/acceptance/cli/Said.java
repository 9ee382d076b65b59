package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What a command that has ended said, and its exit code. */
record Said(int code, String out, String err) {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
