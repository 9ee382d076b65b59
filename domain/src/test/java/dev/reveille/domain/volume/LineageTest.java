package dev.reveille.domain.volume;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.JobDefinition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineageTest {
  private static final String TURN =
      """
      {"snapshot": 1, "id": "nightly", "name": "Nightly", "owner": "desk", "folder": "/srv",
       "target": "isolated",
       "schedule": {"kind": "cron", "expr": "0 22 * * *", "tz": "UTC", "stagger": {"auto": false, "jitter": "PT5S"}, "dst": "once"},
       "payload": {"kind": "agentTurn", "message": "Tune it."},
       "pin": {"model": "openai/gpt-5.4-nano", "policy": "strict", "substitutes": [], "lock": {"reasoning_effort": "low"}},
       "agent": {"name": "codex", "known": "codex", "version": "2.6.0", "protocol": "acp", "command": [], "env": {}},
       "boot": {"timeout": "PT60S", "warnAt": 0.7, "maxQueue": "PT10M", "retry": {"maxAttempts": 1, "initialInterval": "PT1S", "backoff": 1.0, "maxInterval": "PT1S"}},
       "execute": {"timeout": "PT15M", "retry": {"maxAttempts": 1, "initialInterval": "PT1S", "backoff": 1.0, "maxInterval": "PT1S"}},
       "expect": {"output": {"minChars": 20}, "files": [{"glob": "out/*.md"}], "volume": {"of": "output"}},
       "permissions": "fail", "overlap": "skip", "catchup": "PT10M",
       "isolation": {"kind": "auto", "read": [], "write": []}, "network": {"kind": "gateway", "allow": []},
       "env": {}, "keep": "failed", "alerts": [], "deliver": [], "carried": {}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /name                   | "Nightly plan"              | true
          /folder                 | "/home"                     | true
          /schedule/expr          | "0 4 * * *"                 | true
          /agent/version          | "2.7.0"                     | true
          /agent/env              | {"A": {"value": "b"}}        | true
          /execute/timeout        | "PT30M"                     | true
          /expect/output          | {"minChars": 300}           | true
          /expect/volume          | {"of": "output", "min": 1}  | true
          /expect/source          | {"glob": "data/*"}          | true
          /pin/unverified         | "warn"                      | true
          /workspace              | "/srv/desk"                 | true
          /id                     | "other"                     | false
          /owner                  | "other"                     | false
          /payload/message        | "Tune it well."             | false
          /pin/model              | "openai/gpt-5.4-mini"       | false
          /pin/lock               | {}                          | false
          /agent/name             | "claude"                    | false
          /expect/files           | [{"glob": "out/*.txt"}]     | false
          """)
  void it_is_kept_by_what_does_not_decide_the_work_and_by_nothing_else(
      String field, String value, boolean same) {
    assertThat(Lineage.of(changed(TURN, field, value)).equals(Lineage.of(read(TURN))))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /payload/command/argv           | ["cat", "b"]   | false
          /payload/command/cwd            | "sub"          | false
          /payload/command/input          | "text"         | false
          /payload/command/outputMaxBytes | 999            | true
          """)
  void a_command_is_known_by_what_it_runs(String field, String value, boolean same) {
    ObjectNode command = (ObjectNode) tree(TURN);
    command.remove(java.util.List.of("pin", "agent", "expect"));
    command.set(
        "payload",
        tree(
            "{\"kind\": \"command\", \"command\": {\"argv\": [\"cat\", \"a\"], \"env\": {}, \"outputMaxBytes\": 1000}}"));
    String text = command.toString();

    assertThat(Lineage.of(read(text))).startsWith("sha256:");
    assertThat(Lineage.of(changed(text, field, value)).equals(Lineage.of(read(text))))
        .isEqualTo(same);
  }

  private static JobDefinition changed(String job, String field, String value) {
    JsonNode tree = tree(job);
    int slash = field.lastIndexOf('/');
    ((ObjectNode) tree.at(field.substring(0, slash))).set(field.substring(slash + 1), tree(value));
    return read(tree.toString());
  }

  private static JsonNode tree(String json) {
    return Json.read(json, JsonNode.class);
  }

  private static JobDefinition read(String json) {
    return Json.read(json, JobDefinition.class);
  }
}
