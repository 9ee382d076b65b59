package dev.reveille.starter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
  private static final String JOB =
      "name: one\nschedule: {kind: every, every: 5m}\npayload: {kind: command, argv: [ls]}\n";

  @TempDir Path dir;

  @Test
  void a_change_is_told_once_when_it_has_been_still_for_one_poll() throws IOException {
    TestFolder folder = TestFolder.in(dir).with("jobs/a.yaml", JOB);
    List<FolderReading> told = new ArrayList<>();
    try (FolderWatch watch = new FolderWatch(dir, told::add)) {
      assertThat(watch.poll()).isFalse();

      folder.with("jobs/a.yaml", JOB + "keep: always\n");
      assertThat(watch.poll()).isFalse();
      folder.with("jobs/b.yaml", JOB.replace("one", "two"));
      assertThat(watch.poll()).isFalse();
      assertThat(watch.poll()).isTrue();
      assertThat(watch.poll()).isFalse();
      assertThat(told).singleElement().satisfies(r -> assertThat(r.jobs()).hasSize(2));

      Files.delete(dir.resolve("jobs/b.yaml"));
      watch.poll();
      assertThat(watch.poll()).isTrue();
      assertThat(told.get(1).jobs()).hasSize(1);
    }
  }

  @Test
  void a_broken_edit_is_told_with_its_problems_and_so_is_its_mending() {
    TestFolder folder = TestFolder.in(dir).with("jobs/a.yaml", JOB);
    List<FolderReading> told = new ArrayList<>();
    try (FolderWatch watch = new FolderWatch(dir, told::add)) {
      folder.with("jobs/a.yaml", JOB + "keep: [");
      watch.poll();
      watch.poll();
      folder.with("jobs/a.yaml", JOB);
      watch.poll();
      watch.poll();
    }
    assertThat(told).extracting(FolderReading::hasErrors).containsExactly(true, false);
  }

  @Test
  void an_edit_that_is_taken_back_at_once_is_not_told() {
    TestFolder folder = TestFolder.in(dir).with("jobs/a.yaml", JOB);
    List<FolderReading> told = new ArrayList<>();
    try (FolderWatch watch = new FolderWatch(dir, told::add)) {
      folder.with("jobs/a.yaml", JOB + "# x\n");
      watch.poll();
      folder.with("jobs/a.yaml", JOB);
      watch.poll();
      watch.poll();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void it_polls_by_itself_and_outlives_a_receiver_that_throws() throws InterruptedException {
    TestFolder folder = TestFolder.in(dir).with("jobs/a.yaml", JOB);
    BlockingQueue<FolderReading> told = new LinkedBlockingQueue<>();
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    try (FolderWatch watch =
        new FolderWatch(
            dir,
            reading -> {
              told.add(reading);
              throw new IllegalStateException("thrown by the test");
            })) {
      watch.start(executor);
      folder.with("jobs/b.yaml", JOB.replace("one", "two"));
      assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
      folder.with("jobs/c.yaml", JOB.replace("one", "three"));
      assertThat(told.poll(20, TimeUnit.SECONDS))
          .isNotNull()
          .satisfies(reading -> assertThat(reading.jobs()).hasSize(3));
    } finally {
      executor.shutdownNow();
    }
  }
}
