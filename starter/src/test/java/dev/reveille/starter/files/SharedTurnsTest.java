package dev.reveille.starter.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.starter.files.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedTurnsTest {
  private static final String AGENTS =
      TestFolder.SETTINGS
          + """
          agents:
            script: {protocol: command, command: [./say.sh, "{message}"]}
            restless: {protocol: acp, command: [agent], env: {RUN_ID: "{run}"}}
          """;

  @TempDir Path dir;

  @Test
  void jobs_of_one_session_that_start_one_agent_alike_are_fine() {
    assertThat(warnings(job("a", "session:team", ""), job("b", "session:team", ""))).isEmpty();
  }

  @Test
  void jobs_that_differ_in_what_starts_the_agent_are_named_with_their_mate() {
    assertThat(
            warnings(
                job("a", "session:team", ""),
                job("b", "session:team", "agent: opencode\nenv: {LANG: C}\n"),
                job("c", "session:other", "workspace: c\n")))
        .containsExactly(
            "sessionTarget: it has another agent, another env than 'a', which shares the session"
                + " team: the agent is started again when one follows the other, and knows nothing"
                + " of what the other was told; give the jobs of one session the same, or this one"
                + " a session of its own");
  }

  @Test
  void another_model_is_named_as_what_some_agents_can_choose() {
    assertThat(
            warnings(
                job("a", "session:team", ""),
                job("b", "session:team", "").replace("hi}", "hi, model: openai/gpt-5.4-mini}")))
        .containsExactly(
            "sessionTarget: it is pinned to another model than 'a', which shares the session team:"
                + " an agent that does not offer both is started again when one follows the other;"
                + " pin both to one model, or give this one a session of its own");
  }

  @Test
  void another_provider_starts_the_agent_again_whatever_it_offers() {
    assertThat(
            warnings(
                job("a", "session:team", "agent: opencode\n"),
                job("b", "session:team", "agent: opencode\n")
                    .replace("hi}", "hi, model: anthropic/claude-haiku-4-5}")))
        .singleElement()
        .asString()
        .startsWith("sessionTarget: it has another provider than 'a'");
  }

  @Test
  void a_program_that_ends_with_its_turn_keeps_nothing() {
    assertThat(
            warnings(
                job("a", "session:team", "agent: script\n"),
                "name: b\nsessionTarget: session:team\nschedule: {kind: every, every: 5m}\n"
                    + "payload: {kind: command, argv: [date]}\n"))
        .containsExactly(
            "sessionTarget: a profile of protocol: command takes its turns in the session team in"
                + " order, but ends with each: nothing is kept between them; use an agent of"
                + " protocol: acp, or isolated where the order does not matter",
            "sessionTarget: a command takes its turns in the session team in order, but ends with"
                + " each: nothing is kept between them; use an agent of protocol: acp, or isolated"
                + " where the order does not matter");
  }

  @Test
  void an_agent_that_is_told_the_run_cannot_be_kept() {
    assertThat(warnings(job("a", "session:team", "agent: restless\n")))
        .containsExactly(
            "sessionTarget: {run} is another in each run, so the agent of the session team is"
                + " started again for each turn; leave it out of command and env of what runs in a"
                + " shared session");
  }

  private static String job(String name, String target, String more) {
    return "name: "
        + name
        + "\nsessionTarget: \""
        + target
        + "\"\nschedule: {kind: every, every: 5m}\npayload: {kind: agentTurn, message: hi}\n"
        + more;
  }

  private List<String> warnings(String... jobs) {
    TestFolder folder = TestFolder.in(dir).with("reveille.yaml", AGENTS);
    for (int i = 0; i < jobs.length; i++) {
      folder.with("jobs/" + i + ".yaml", jobs[i]);
    }
    FolderReading reading = folder.read();
    assertThat(reading.errors()).as(reading.text()).isEmpty();
    return reading.problems().stream()
        .map(Problem::text)
        .filter(text -> text.contains("session"))
        .map(text -> text.replaceFirst("^.*?(?=sessionTarget)", ""))
        .toList();
  }
}
