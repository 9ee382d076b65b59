package dev.reveille.starter.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobProblemsTest {
  private static final String JOB =
      """
      name: x
      schedule: {kind: every, every: 5m}
      payload: {kind: agentTurn, message: hi}
      """;

  @TempDir Path dir;

  /** Each row changes one line of a good job; the place and the start of the message must be so. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          boot: {timeout: 60}                    | 5:17 | boot.timeout: 60 (expected: a duration such as 500ms, 30s, 10m or 1h30m); name the unit, such as 60s
          boot: {timeout: 5 parsecs}             | 5:17 | boot.timeout: '5 parsecs' (expected: a duration
          boot: {timeout: 0}                     | 5:17 | boot.timeout: 0 (expected: a duration from 1ms to 7d)
          boot: {timeout: 99999999d}             | 5:17 | boot.timeout: '99999999d' (expected: a duration from
          boot: {warnAt: 70}                     | 5:16 | boot.warnAt: 70 (expected: a share above 0%, to 100%); write it as 70%
          boot: {retry: {maxAttempts: 010}}      | 5:29 | boot.retry.maxAttempts: 010 (expected: a whole number from 1 to 100); a leading zero means octal to some readers: write 10
          boot: {retry: {maxAttempts: 0}}        | 5:29 | boot.retry.maxAttempts: 0 (expected: a whole number from 1 to 100)
          boot: {retry: {maxAttempts: 1e2}}      | 5:29 | boot.retry.maxAttempts: 1e2 (expected
          boot: {retry: {backoff: 0.5}}          | 5:25 | boot.retry.backoff: 0.5 (expected: a number from 1 to 100)
          boot: {retry: {initialInterval: 1m, maxInterval: 1s}} | 5:50 | boot.retry.maxInterval: 1s is shorter than the initialInterval of 1m
          boot: fast                             | 5:7  | boot: 'fast' (expected: a mapping with timeout, warnAt, maxQueue, retry)
          enabled: no                            | 5:10 | enabled: 'no' (expected: true or false); YAML 1.2 reads this as a text: write false
          enabled: 'true'                        | 5:10 | enabled: 'true' (expected: true or false); write it without quotes
          overlap: Skip                          | 5:10 | overlap: 'Skip' (expected: skip, bufferOne, bufferAll, cancelOther, terminateOther or allowAll); did you mean 'skip'?
          permissions: ask                       | 5:14 | permissions: 'ask' (expected: fail, allow or deny)
          keep: fialed                           | 5:7  | keep: 'fialed' (expected: never, failed or always); did you mean 'failed'?
          catchup: 1s                            | 5:10 | catchup: '1s' (expected: a duration from 10s to 365d)
          isolation: docker                      | 5:12 | isolation: 'docker' (expected: auto, bubblewrap or none)
          isolation: {kind: none, read: /etc}    | 5:31 | isolation.read: '/etc' (expected: a list); write it in brackets: ['/etc']
          network: internet                      | 5:10 | network: 'internet' (expected: gateway, host or {allow
          network: {allow: [github.com]}         | 5:19 | network.allow[0]: 'github.com' (expected: a host and a port
          network: {allow: []}                   | 5:18 | network.allow: an empty list (expected: a list with at least one entry)
          workspace: ../elsewhere                | 5:12 | workspace: '../elsewhere' leads out of the folder of reveille.yaml
          workspace: jobs/a.yaml                 | 5:12 | workspace: '
          alerts: [oncal]                        | 5:9  | alerts: no alert channel is called 'oncal'; did you mean 'oncall'?
          agent: codx                            | 5:8  | agent: no agent is called 'codx'; did you mean 'codex'?
          agent: [codex]                         | 5:8  | agent: a list (expected: a text)
          env: {GH_TOKEN: ghp_0123456789abcdefghij} | 5:17 | env.GH_TOKEN: this looks like a literal key of 24 characters; keys are named, never written: put it into .env and write {fromEnv: GH_TOKEN}
          env: {MY_SECRET: q8Zt1Lw7Xv3Rk9Pb2Nc5Md} | 5:18 | env.MY_SECRET: this looks like a literal key
          env: {A B: x}                          | 5:7  | env.'A B': 'A B' is not the name of a variable
          env: {A: {fromenv: B}}                 | 5:11 | env.A: unknown field 'fromenv'; did you mean 'fromEnv'?
          env: {A: '{modle}'}                    | 5:10 | env.A: unknown template '{modle}' (expected: {model}
          pin: {policy: substitutes}             | 5:15 | pin.policy: substitutes, yet none is named
          pin: {policy: strict, substitutes: [openai/gpt-5.4-mini]} | 5:15 | pin.policy: strict, yet substitutes are named
          pin: {substitutes: [nobody/x]}         | 5:21 | pin.substitutes[0]: the provider 'nobody' is not declared
          expect: {tools: {atleast: 1}}          | 5:18 | expect.tools: unknown field 'atleast'; did you mean 'atLeast'?
          expect: {output: {mustMatch: '('}}     | 5:30 | expect.output.mustMatch: '(' (expected: a regular expression)
          expect: {source: {glob: ../x}}         | 5:25 | expect.source.glob: '../x' (expected: a pattern inside the workspace
          expect: {files: [{fresh: true}]}       | 5:18 | expect.files[0]: glob is missing
          sessionTarget: current                 | 5:16 | sessionTarget: 'current' (expected: isolated, main or session:<id>); current is the chat
          sessionTarget: main                    | 5:16 | sessionTarget: main takes only payload.kind systemEvent, and this one is agentTurn; an agentTurn needs isolated or session:<id>
          sessionTarget: Isolated                | 5:16 | sessionTarget: 'Isolated' (expected: isolated, main or session:<id>); did you mean 'isolated'?
          sessionTarget: 'session:'              | 5:16 | sessionTarget: 'session:' (expected
          id: ../../etc/passwd                   | 5:5  | id: '../../etc/passwd' (expected: up to 63 of a-z, 0-9 and -, beginning with a letter or digit); did you mean 'etc-passwd'?
          wakeMode: later                        | 5:11 | wakeMode: 'later' (expected: now or next-heartbeat)
          shedule: x                             | 5:1  | unknown field 'shedule'; did you mean 'schedule'?
          zzz: x                                 | 5:1  | unknown field 'zzz'; known here: name, id, schedule, sessionTarget, payload, agent
          model: openai/gpt-5.4-nano             | 5:1  | unknown field 'model'; the model stands in payload.model
          <<: {boot: {timeout: 1s}}              | 5:1  | unknown field '<<'
          boot: &b {timeout: 1s}                 | 5:7  | the anchor &b is not read here
          boot: *b                               | 5:7  | the alias *b is not read here; write the value out
          boot: !!map {timeout: 1s}              | 5:7  | the tag !!map is not read here
          """)
  void one_wrong_line_is_named_with_its_place_and_what_to_do(
      String line, String place, String message) {
    List<String> errors =
        TestFolder.in(dir)
            .errorsOf(
                """
                name: good
                schedule: {kind: cron, expr: "0 22 * * *"}
                payload: {kind: agentTurn, message: hi}

                """
                    + line
                    + "\n");

    assertThat(errors)
        .singleElement()
        .asString()
        .startsWith("jobs/a.yaml:" + place + ": " + message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: cron, expr: "0 22 * *"}               | schedule.expr: cron '0 22 * *', character 9: 4 fields
          {kind: cron, expr: "0 0 31 2 *"}             | schedule.expr: '0 0 31 2 *' never fires: no date matches its day, month and year
          {kind: cron, expr: "0 30 9 * * 1-5"}         | schedule.expr: cron '0 30 9 * * 1-5'
          {kind: cron}                                 | schedule: expr is missing
          {kind: cron, expr: "0 1 * * *", tz: PST}     | schedule.tz: 'PST' (expected: a time zone such as Europe/Berlin or UTC); did you mean America/Los_Angeles?
          {kind: cron, expr: "0 1 * * *", tz: Europe/Berln} | schedule.tz: 'Europe/Berln' (expected: a time zone such as Europe/Berlin or UTC); did you mean Europe/Berlin?
          {kind: cron, expr: "0 1 * * *", every: 5m}   | schedule.every: not a field of kind cron; it takes expr, tz, stagger, dst
          {kind: cron, expr: "0 1 * * *", stagger: 5s, staggerMs: 0} | schedule.staggerMs: says the same as 'stagger' at line 2
          {kind: every, every: 10m, everyMs: 600000}   | schedule.everyMs: says the same as 'every' at line 2
          {kind: every, every: 1500ms}                 | schedule.every: 1s500ms (expected: whole seconds, 1s or more)
          {kind: every, every: 4s, stagger: 5s}        | schedule.stagger: 5s is not shorter than the interval of 4s
          {kind: at, at: 2027-02-30T00:00:00Z}         | schedule.at: '2027-02-30T00:00:00Z' (expected: a time that exists
          {kind: at, at: tomorrow}                     | schedule.at: 'tomorrow' (expected: a time such as
          {kind: at, at: 2027-01-01T00:00:00Z, stagger: 5s} | schedule.stagger: not a field of kind at
          {kind: on-exit, command: x}                  | schedule.kind: 'on-exit' (expected: cron, every or at); only time makes a job due here
          {expr: "0 1 * * *", at: 2027-01-01}          | schedule: kind is missing
          0 22 * * *                                   | schedule: '0 22 * * *' (expected: a mapping with kind, expr, tz, every …)
          """)
  void a_wrong_schedule_is_refused_with_the_reason(String schedule, String message) {
    List<String> errors =
        TestFolder.in(dir)
            .errorsOf(
                "name: x\nschedule: " + schedule + "\npayload: {kind: agentTurn, message: hi}\n");

    assertThat(errors).anySatisfy(error -> assertThat(error).contains(": " + message));
    assertThat(errors).allSatisfy(error -> assertThat(error).startsWith("jobs/a.yaml:2:"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: agentTurn}                            | payload: message is missing
          {kind: agentTurn, text: hi}                  | payload.text: not a field of kind agentTurn; an agentTurn calls it message
          {kind: agentTurn, message: ''}               | payload.message: an empty text (expected: a text that is not empty)
          {kind: agentTurn, message: hi, model: gpt-5} | payload.model: 'gpt-5' (expected: provider/model, such as openai/gpt-5.4-nano); did you mean 'openai/gpt-5'?
          {kind: agentTurn, message: hi, model: opneai/gpt-5} | payload.model: the provider 'opneai' is not declared; did you mean 'openai'?
          {kind: agentTurn, message: hi, prompt: x}    | payload: unknown field 'prompt'; the prompt of an agentTurn is called message
          {kind: agentTurn, message: sk-abcdefghijklmnopqrstuv} | payload.message: this holds what looks like a key
          {kind: systemEvent, message: hi}             | payload.message: not a field of kind systemEvent; a systemEvent calls it text
          {kind: command}                              | payload: argv is missing
          {kind: command, argv: []}                    | payload.argv: an empty list (expected: a list with at least one entry)
          {kind: command, argv: ls}                    | payload.argv: 'ls' (expected: a list); write it in brackets: ['ls']
          {kind: command, argv: [ls], model: a/b}      | payload.model: not a field of kind command
          {kind: command, argv: [say, '{message}']}    | payload.argv[1]: a command has no message for the template '{message}'
          {kind: command, argv: [ls], outputMaxBytes: 0} | payload.outputMaxBytes: 0 (expected: a whole number from 1 to
          {kind: command, argv: [ls], timeoutSeconds: -1} | payload.timeoutSeconds: -1 (expected
          {kind: script, script: x}                    | payload.kind: 'script' (expected: agentTurn, systemEvent or command); OpenClaw's scripts are not run here
          {kind: agentturn, message: x}                | payload.kind: 'agentturn' (expected: agentTurn, systemEvent or command); did you mean 'agentTurn'?
          {message: x}                                 | payload: kind is missing; write kind: agentTurn
          """)
  void a_wrong_payload_is_refused_with_the_reason(String payload, String message) {
    List<String> errors =
        TestFolder.in(dir)
            .errorsOf("name: x\nschedule: {kind: every, every: 5m}\npayload: " + payload + "\n");

    assertThat(errors).anySatisfy(error -> assertThat(error).contains(": " + message));
    assertThat(String.join("\n", errors)).doesNotContain("abcdefghijklmnop");
  }

  @Test
  void all_problems_of_all_files_are_said_at_once_and_in_order() {
    FolderReading reading =
        TestFolder.in(dir)
            .with("reveille.yaml", TestFolder.SETTINGS + "ownr: x\n")
            .with("jobs/b.yaml", "name: b\nenabled: 5\n")
            .with("jobs/a.json", "{\"name\": \"a\",\n // c\n \"schedule\" 5}")
            .read();

    assertThat(reading.jobs()).isEmpty();
    assertThat(reading.errors())
        .extracting(p -> p.file() + ":" + p.line())
        .containsExactly(
            "jobs/a.json:3", "jobs/b.yaml:1", "jobs/b.yaml:1", "jobs/b.yaml:2", "reveille.yaml:7");
  }

  @Test
  void a_problem_as_json_has_the_documented_fields() {
    FolderReading reading = TestFolder.in(dir).with("jobs/a.yaml", JOB + "keep: fialed\n").read();

    assertThat(Json.write(reading.problems()))
        .isEqualTo(
            "[{\"column\":7,\"expected\":\"never, failed or always\",\"field\":\"keep\","
                + "\"file\":\"jobs/a.yaml\",\"found\":\"'fialed'\",\"line\":4,"
                + "\"message\":\"keep: 'fialed' (expected: never, failed or always); did you mean"
                + " 'failed'?\",\"remedy\":\"did you mean 'failed'?\",\"severity\":\"error\"}]");
  }

  @Test
  void a_key_written_twice_is_an_error_that_names_both_places() {
    assertThat(TestFolder.in(dir).errorsOf("name: a\nname: b\n"))
        .anySatisfy(
            error ->
                assertThat(error)
                    .isEqualTo(
                        "jobs/a.yaml:2:1: the key 'name' is written twice, first at line 1, column"
                            + " 1; keep one of them"));
  }

  @Test
  void two_jobs_with_one_id_are_an_error_at_both_places() {
    String job =
        "schedule: {kind: every, every: 5m}\npayload: {kind: command, argv: [ls]}\nname: One Job\n";
    FolderReading reading =
        TestFolder.in(dir)
            .with("jobs/a.yaml", job)
            .with("jobs/deep/b.yaml", job.replace("One Job", "\"one: job!\""))
            .read();

    assertThat(reading.errors())
        .extracting(p -> p.text())
        .containsExactly(
            "jobs/a.yaml:3:7: the id 'one-job' is also that of the job at jobs/deep/b.yaml:3:7; add"
                + " an id of its own to one of them",
            "jobs/deep/b.yaml:3:7: the id 'one-job' is also that of the job at jobs/a.yaml:3:7; add"
                + " an id of its own to one of them");
  }

  @Test
  void a_name_that_gives_no_id_asks_for_one() {
    String rest = "\nschedule: {kind: every, every: 5m}\npayload: {kind: command, argv: [ls]}\n";
    assertThat(TestFolder.in(dir).errorsOf("name: 每日任務" + rest))
        .singleElement()
        .asString()
        .startsWith("jobs/a.yaml:1:7: name: '每日任務' holds no letter a-z or digit to make an id of");
    assertThat(TestFolder.in(dir).errorsOf("name: 每日任務\nid: daily" + rest)).isEmpty();
  }

  @Test
  void fields_of_openclaw_without_an_effect_are_warned_of() {
    FolderReading reading =
        TestFolder.in(dir)
            .with(
                "jobs/a.yaml",
                """
                name: x
                schedule: {kind: every, every: 5m}
                payload: {kind: agentTurn, message: hi, timeoutSeconds: 0, thinking: low}
                agent: openclaw
                network: {allow: ["api.github.com:443"]}
                """)
            .read();

    assertThat(reading.hasErrors()).isFalse();
    assertThat(reading.text())
        .contains("jobs/a.yaml:3:57: warning: payload.timeoutSeconds: 0 means no limit to OpenClaw")
        .contains(
            "jobs/a.yaml:3:60: warning: payload.thinking: OpenClaw's field has no effect here")
        .doesNotContain("agent openclaw")
        .doesNotContain("network.allow");
  }
}
