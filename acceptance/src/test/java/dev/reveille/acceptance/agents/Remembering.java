package dev.reveille.acceptance.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunView;
import dev.reveille.drill.ProviderScript;
import dev.reveille.drill.RecordedRequest;
import java.util.List;
import java.util.Objects;

/** An agent from npm, or the built-in one, in a shared session of which it is put away at once. */
final class Remembering {
  private static final String SAID = "SAID-IN-THE-TURN-BEFORE";

  private Remembering() {}

  private static String job(LeftBehind agent) {
    return "keeps-" + agent.word();
  }

  static void add(Roster roster, LeftBehind agent) throws Exception {
    roster.add(
        job(agent),
        agent.word(),
        agent.dialect(),
        ProviderScript.pleasant().text(SAID),
        agent.fields()
            + "sessionTarget: session:"
            + agent.word()
            + "\nexpect: {tools: {atLeast: 0}}\nexecute: {timeout: 3m}\n");
  }

  static void bringsBackWhatWasSaid(Barracks barracks, Roster roster, LeftBehind agent)
      throws Exception {
    RunView first = barracks.settled(job(agent));
    assertThat(first.verdict()).as(first.message()).isEqualTo("OK");
    barracks.awaitNoIdleSession();
    int before = roster.provider(job(agent)).requests().size();
    barracks.trigger(job(agent));

    RunView second = barracks.settled(job(agent), 2);

    assertThat(second.verdict()).as(second.message()).isEqualTo("OK");
    assertThat(notes(second, EventType.SESSION_RESTARTED, "reason"))
        .singleElement()
        .asString()
        .endsWith("and was put away");
    assertThat(notes(second, EventType.SESSION_FORGOT, "reason")).isEmpty();
    assertThat(notes(second, EventType.BOOT_STAGE, "note"))
        .anyMatch(note -> note.endsWith(" of what was said before"));
    List<RecordedRequest> requests = roster.provider(job(agent)).requests();
    assertThat(requests.subList(before, requests.size()))
        .anyMatch(request -> request.body().toString().contains(SAID));
  }

  private static List<String> notes(RunView run, EventType type, String field) {
    return run.events().stream()
        .filter(event -> event.event() == type)
        .map(event -> event.detail().get(field))
        .filter(Objects::nonNull)
        .map(note -> note.asText())
        .toList();
  }
}
