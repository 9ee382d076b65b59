package dev.reveille.acceptance.faults;

import dev.reveille.starter.files.FolderReading;
import dev.reveille.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;

/** What the workers of these tests are told. */
final class WorkerSetup {
  static final int SEATS = 12;

  private WorkerSetup() {}

  static WorkerSettings of(
      FolderReading reading, String namespace, Path data, Path runtime, Duration drain) {
    return of(reading, namespace, data, runtime, SEATS, drain);
  }

  static WorkerSettings of(
      FolderReading reading, String namespace, Path data, Path runtime, int seats, Duration drain) {
    return new WorkerSettings(
        namespace,
        data,
        runtime,
        seats,
        drain,
        reading.settings().providers(),
        reading.settings().channels(),
        name -> name.equals(JobFolderOnDisk.KEY) ? JobFolderOnDisk.SECRET : null,
        null,
        null);
  }
}
