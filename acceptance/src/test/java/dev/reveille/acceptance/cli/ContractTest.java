package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts that ask a user's own programs, a schema and a price list. */
@Order(1)
class ContractTest {
  private static final String SETTINGS =
      """
      owner: contracts
      providers:
        night: {api: openai, baseUrl: "%s/v1", models: {optimizer-1: {price: {input: 1, output: 1}}}}
      defaults: {agent: drill, model: night/optimizer-1}
      """;
  private static final String JOB =
      """
      name: %s
      schedule: {kind: cron, expr: "0 22 29 2 *", tz: UTC}
      payload: {kind: agentTurn, message: Tune tonight's plan.}
      """;

  @TempDir Path root;

  @Test
  void programs_schemas_and_prices_are_held_against_the_work() throws Exception {
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant());
        Product product = Product.in(root)) {
      product
          .write("reveille.yaml", SETTINGS.formatted(provider.address()))
          .write(
              "jobs/checked.yaml",
              JOB.formatted("checked")
                  + """
                  env: {DRILL_AGENT: "--do write:plan.md=charged"}
                  expect: {check: {command: [./check.sh]}}
                  """)
          .write(
              "jobs/hanging.yaml",
              JOB.formatted("hanging")
                  + "expect: {check: {command: [sh, -c, sleep 3571 & sleep 3571], timeout: 500ms}}\n")
          .write(
              "jobs/long.yaml",
              JOB.formatted("long")
                  + "expect: {check: {command: [sh, -c, sleep 3572 & sleep 3572], timeout: 5m}}\n")
          .write(
              "jobs/counted.yaml",
              JOB.formatted("counted") + "expect: {source: {command: [./count.sh], timeout: 2s}}\n")
          .write(
              "jobs/shaped.yaml",
              JOB.formatted("shaped") + "expect: {output: {schema: plan.schema.json}}\n")
          .write(
              "jobs/plan.schema.json",
              "{\"required\": [\"plan\"], \"properties\": {\"plan\": {\"type\": \"string\"}}}")
          .write("jobs/dear.yaml", JOB.formatted("dear") + "expect: {cost: {atMost: 0.000001}}\n");
      program(
          product,
          "check.sh",
          "test \"$(cat plan.md)\" = charged && grep -q Good && exit\n"
              + "echo \"no good word in the answer of $REVEILLE_JOB\"; exit 3\n");
      program(product, "count.sh", ". \"$(dirname \"$0\")/how\"\n");
      try (RunningUp up = product.up()) {
        provider.script(ProviderScript.pleasant().text("Good plan."));
        assertThat(verdict(run(product, "checked"))).isEqualTo("OK");
        provider.script(ProviderScript.pleasant().text("The plan is made."));
        assertThat(run(product, "checked").path("message").asText())
            .isEqualTo(
                "The contract is broken: its check ended with exit code 3: no good word in the"
                    + " answer of checked.");
        assertThat(run(product, "hanging").path("message").asText())
            .contains("it was still running after 500 ms and was ended");
        assertThat(sleepers("3571")).isZero();
        aCancelledRunTakesItsCheckAlong(product);

        provider.script(ProviderScript.pleasant().text("There is no new data today."));
        product.write("how", "echo 3");
        assertThat(verdict(run(product, "counted"))).isEqualTo("FALSE_NO_DATA");
        product.write("how", "echo lots");
        assertThat(run(product, "counted").path("message").asText())
            .contains("did not print a whole number and nothing else: lots");
        product.write("how", "exec yes");
        assertThat(run(product, "counted").path("message").asText())
            .contains("it was still running after 2 s and was ended");
        product.write("how", "yes 1 | head -c 9000000");
        assertThat(run(product, "counted").path("message").asText())
            .contains("did not print a whole number and nothing else: … ");
        product.write("how", "test -z \"$REVEILLE_SINCE\" && echo 0");
        assertThat(run(product, "counted").toString()).contains("\"OK\"", "\"IDLE\"");

        provider.script(ProviderScript.pleasant().text("```json\n{\"plan\": 3}\n```"));
        assertThat(run(product, "shaped").path("message").asText())
            .contains("output.schema: /plan integer found, string expected");
        provider.script(ProviderScript.pleasant().text("{\"plan\": \"charge\"}").tokens(11, 7));
        assertThat(verdict(run(product, "shaped"))).isEqualTo("OK");
        assertThat(run(product, "dear").path("message").asText())
            .contains("the model calls cost 0.000018 (expected: at most 0.000001)");
        assertThat(up.end()).isZero();
      }
    }
  }

  private static void aCancelledRunTakesItsCheckAlong(Product product) throws Exception {
    String run = product.call("start", "long", "-o", "json").document().path("run").asText();
    Until.holds("the check at work", Duration.ofSeconds(30), () -> sleepers("3572") > 0);
    product.call("cancel", run);
    Until.holds("nothing left", Duration.ofSeconds(15), () -> sleepers("3572") == 0);
    Until.holds(
        "the run's end",
        Duration.ofSeconds(15),
        () -> verdict(product.ask("show", run, "-o", "json").document()).equals("CANCELLED"));
  }

  private static long sleepers(String seconds) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(
              process -> process.info().commandLine().orElse("").contains("sleep " + seconds))
          .count();
    }
  }

  private static void program(Product product, String name, String body) throws Exception {
    product.write(name, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(
        product.folder().resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static JsonNode run(Product product, String job) throws Exception {
    return product.call("start", job, "--wait", "-o", "json").document();
  }

  private static String verdict(JsonNode run) {
    return run.path("verdict").asText();
  }
}
