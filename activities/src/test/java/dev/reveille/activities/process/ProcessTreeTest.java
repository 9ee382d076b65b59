package dev.reveille.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {
  private static final String COOKIE = "REVEILLE_PROCESS=tree-test.";

  @Test
  void what_carries_the_cookie_is_killed_unless_it_is_older_than_the_root() throws Exception {
    Process older = start();
    awaitNextTick();
    Process root = start();
    ProcessTree tree = new ProcessTree(root.pid(), COOKIE);
    Process daemon = start();
    try {
      tree.kill();

      assertThat(root.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(older.isAlive()).isTrue();
    } finally {
      List.of(older, root, daemon).forEach(Process::destroyForcibly);
    }
  }

  @Test
  void of_a_root_that_is_gone_every_process_with_the_cookie_is_killed() throws Exception {
    Process daemon = start();
    Process root = start();
    root.destroyForcibly().waitFor();
    try {
      new ProcessTree(root.pid(), COOKIE).kill();

      assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      daemon.destroyForcibly();
    }
  }

  /** In a session of its own, so that only the cookie tells to whom it belongs. */
  private static Process start() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("setsid", "sleep", "60");
    builder.environment().put("REVEILLE_PROCESS", "tree-test.1.");
    Process process = builder.start();
    while (ProcTable.row(process.pid()).map(row -> !row.command().equals("sleep")).orElse(false)) {
      Thread.onSpinWait();
    }
    return process;
  }

  /** Start times are told in ticks of a hundredth of a second. */
  private static void awaitNextTick() throws Exception {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(30)) {
      Thread.onSpinWait();
    }
  }
}
