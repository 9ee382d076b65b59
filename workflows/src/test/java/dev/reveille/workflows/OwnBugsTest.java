package dev.reveille.workflows;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.worker.NonDeterministicException;
import org.junit.jupiter.api.Test;

class OwnBugsTest {
  @Test
  void a_changed_workflow_is_left_to_temporal_so_that_the_deploy_can_be_rolled_back() {
    NonDeterministicException change = new NonDeterministicException("changed");

    assertThatThrownBy(() -> OwnBugs.rethrowIfTemporals(change)).isSameAs(change);
  }

  @Test
  void a_bug_of_ours_is_not() {
    assertThatNoException()
        .isThrownBy(() -> OwnBugs.rethrowIfTemporals(new NullPointerException()));
    assertThatNoException().isThrownBy(() -> OwnBugs.rethrowIfTemporals(new LinkageError()));
  }
}
