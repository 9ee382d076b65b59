package dev.reveille.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.SessionQueue.Joined;
import dev.reveille.workflows.SessionQueue.Release;
import dev.reveille.workflows.SessionQueue.State;
import dev.reveille.workflows.SessionQueue.Turn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionLineTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final SessionName MAIN = new SessionName("desk", "main");

  private final SessionLine line = new SessionLine(State.of(MAIN));

  private static Turn turn(String job, int minute) {
    return new Turn(new RunKey(job + "-1", "run-of-" + job), job, NOON.plusSeconds(60L * minute));
  }

  @Test
  void the_earliest_due_of_those_that_wait_comes_first_whoever_came_first() {
    line.join(turn("late", 9));
    line.join(turn("early", 1));

    assertThat(line.next()).isEqualTo(turn("early", 1));
    line.grant(turn("early", 1), NOON);
    line.join(turn("earlier", 0));
    assertThat(line.next()).as("while another has it").isNull();
    line.release(new Release(turn("early", 1).run(), "host-a"));

    assertThat(line.next()).isEqualTo(turn("earlier", 0));
    assertThat(line.grant(turn("earlier", 0), NOON).hostQueue()).isEqualTo("host-a");
  }

  @Test
  void a_turn_is_told_how_many_come_before_it_and_asking_again_changes_nothing() {
    line.grant(turn("at-work", 0), NOON);
    line.join(turn("b", 2));
    line.join(turn("a", 1));

    assertThat(line.join(turn("c", 3))).isEqualTo(new Joined(3, "at-work"));
    assertThat(line.join(turn("c", 3))).isEqualTo(new Joined(3, "at-work"));
    assertThat(line.join(turn("at-work", 0))).isEqualTo(new Joined(0, "at-work"));
    assertThat(line.state().waiting()).hasSize(3);
    assertThat(line.details())
        .startsWith("The session main: the turn of at-work, due 2026-11-21T12:00:00Z.")
        .contains("Waiting, 3 turns:", "- a, due 2026-11-21T12:01:00Z");
  }

  @Test
  void who_leaves_is_forgotten_and_who_never_came_changes_nothing() {
    line.grant(turn("at-work", 0), NOON);
    line.join(turn("a", 1));
    line.release(new Release(turn("a", 1).run(), null));
    line.release(new Release(turn("stranger", 5).run(), "host-x"));

    assertThat(line.isWaitedFor()).isFalse();
    assertThat(line.holder()).isEqualTo(turn("at-work", 0));
    line.drop(turn("at-work", 0));
    assertThat(line.details()).isEqualTo("The session main is free.");
  }

  @Test
  void epochs_only_grow_also_in_a_line_that_was_begun_anew() {
    long first = line.grant(turn("a", 0), NOON).epoch();
    line.drop(turn("a", 0));
    long second = line.grant(turn("b", 0), NOON.minusSeconds(100)).epoch();
    long anew = new SessionLine(State.of(MAIN)).grant(turn("c", 0), NOON.plusSeconds(1)).epoch();

    assertThat(second).isGreaterThan(first);
    assertThat(anew).isGreaterThan(second);
  }

  @Test
  void what_is_handed_on_is_all_there_is() {
    line.grant(turn("at-work", 0), NOON);
    line.join(turn("a", 1));

    SessionLine next = new SessionLine(line.state());

    assertThat(next.state()).isEqualTo(line.state());
    assertThat(next.state().waiting()).isEqualTo(List.of(turn("a", 1)));
  }

  @Test
  void sessions_of_two_owners_or_names_never_share_a_queue() {
    assertThat(Queues.session(new SessionName("desk", "main")))
        .isEqualTo("reveille-session/main/desk");
    assertThat(Queues.session(new SessionName("b/main", "session:a")))
        .isNotEqualTo(Queues.session(new SessionName("main", "session:a-b")));
  }
}
