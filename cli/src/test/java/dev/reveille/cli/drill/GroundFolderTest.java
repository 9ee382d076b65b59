package dev.reveille.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundFolderTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void every_job_of_every_incident_is_right(boolean guarded) throws Exception {
    List<Incident> incidents = Incidents.all();
    List<String> unguarded = guarded ? List.of() : incidents.stream().map(Incident::name).toList();
    GroundFolder folder = GroundFolder.make();
    try (folder) {
      folder.write(URI.create("http://127.0.0.1:1"), incidents, unguarded);
      FolderReading reading = JobFolder.read(folder.root());

      assertThat(reading.problems()).isEmpty();
      assertThat(reading.jobs()).hasSize(incidents.size() - 1 + GroundFolder.BURST);
    }
    assertThat(Files.exists(folder.root())).isFalse();
  }
}
