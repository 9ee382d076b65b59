package dev.reveille.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many ways to say the same, from {@code bench/verdicts/wordings.json}: each batch of them was
 * written without a look at the rules, which were mended by it afterwards.
 */
class WordingsTest {
  private static final double KNOWN = 0.95;
  private static final double HELD_OUT = 0.9;
  private static final double FALSE = 0.01;

  private static JsonNode wordings = Json.mapper().createObjectNode();

  @BeforeAll
  static void read() throws IOException {
    wordings =
        Json.mapper()
            .readTree(Files.readString(Path.of("..", "bench", "verdicts", "wordings.json")));
  }

  @Test
  void nothing_to_do_is_said_in_many_ways() {
    knows("nothingToDo", answer -> Claims.noData(answer, List.of()));
  }

  @Test
  void so_are_an_excuse_and_an_error() {
    knows("excuse", answer -> Claims.sorry(answer) || Claims.unfinished(answer));
  }

  @Test
  void so_are_a_question_and_a_promise() {
    knows("unfinished", answer -> Claims.unfinished(answer) || Claims.sorry(answer));
  }

  @Test
  void work_is_none_of_them_however_short() {
    List<String> mistaken = all("work", WordingsTest::isClaim);

    assertThat(mistaken).hasSizeLessThanOrEqualTo((int) (FALSE * wordings.path("work").size()));
  }

  /** Nobody looks at these one by one. */
  @Test
  void wordings_that_no_rule_was_mended_by_are_known_too() {
    JsonNode held = wordings.path("heldOut");
    int claims = 0;
    int known = 0;
    for (String kind : List.of("nothingToDo", "excuse", "unfinished")) {
      for (JsonNode answer : held.path(kind)) {
        claims++;
        known += isClaim(answer.asText()) ? 1 : 0;
      }
    }
    int mistaken = 0;
    for (JsonNode answer : held.path("work")) {
      mistaken += isClaim(answer.asText()) ? 1 : 0;
    }

    assertThat((double) known / claims).isGreaterThan(HELD_OUT);
    assertThat(mistaken).isZero();
  }

  private static boolean isClaim(String answer) {
    return Claims.noData(answer, List.of()) || Claims.sorry(answer) || Claims.unfinished(answer);
  }

  private static void knows(String kind, Predicate<String> claim) {
    List<String> unknown = all(kind, claim.negate());

    assertThat(wordings.path(kind)).isNotEmpty();
    assertThat(unknown).hasSizeLessThanOrEqualTo((int) ((1 - KNOWN) * wordings.path(kind).size()));
  }

  private static List<String> all(String kind, Predicate<String> which) {
    List<String> found = new ArrayList<>();
    for (JsonNode answer : wordings.path(kind)) {
      if (which.test(answer.asText())) {
        found.add(answer.asText());
      }
    }
    return found;
  }
}
