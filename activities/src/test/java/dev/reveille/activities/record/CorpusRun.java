package dev.reveille.activities.record;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One labelled run of {@code bench/verdicts/corpus}; its README tells what the fields mean. */
record CorpusRun(
    String id,
    Part part,
    String lang,
    @JsonProperty("does") String task,
    @Nullable String payload,
    @Nullable String model,
    @Nullable List<String> substitutes,
    @Nullable JsonNode expect,
    String answer,
    @Nullable Long bytes,
    @Nullable String stop,
    @Nullable JsonNode calls,
    @Nullable Integer offered,
    @Nullable List<String> tools,
    @Nullable Source source,
    @Nullable List<Written> files,
    @Nullable LocalDate day,
    @Nullable Past past,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> verdict,
    boolean idle,
    String why) {
  private static final YAMLMapper YAML = YAMLMapper.builder().findAndAddModules().build();

  /** Whether a run may be looked at while rules are mended. */
  enum Part {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("holdout")
    HOLDOUT
  }

  record Source(int items, @JsonProperty("new") int fresh) {}

  record Written(String path, long bytes, boolean fresh) {}

  /** One good run a day; null where it was idle. */
  record Past(LocalDate from, List<@Nullable Long> bytes) {}

  /** The runs of one file. */
  record Family(String family, String about, List<CorpusRun> runs) {}

  static List<Family> all() throws IOException {
    Path folder = Path.of("..", "bench", "verdicts", "corpus");
    List<Family> families = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        families.add(YAML.readValue(file.toFile(), Family.class));
      }
    }
    return families;
  }

  boolean isGood() {
    return verdict.contains("OK");
  }
}
