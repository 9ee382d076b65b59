package dev.reveille.starter.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of docs/agents.md is valid, so that a reader can take it as it stands. */
class DocumentedAgentsTest {
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path dir;

  @Test
  void every_example_is_valid_by_itself_and_all_together() throws Exception {
    ObjectNode settings = YAML.createObjectNode();
    TestFolder folder = TestFolder.in(dir);
    int jobs = 0;
    for (String block : blocks()) {
      JsonNode document = YAML.readTree(block);
      if (document.isArray()) {
        jobs += document.size();
        folder.with("jobs/" + jobs + ".yaml", block);
      } else {
        Path alone = dir.resolve("alone-" + settings.size());
        assertThat(TestFolder.in(alone).with("reveille.yaml", block).read().errors())
            .as(block)
            .isEmpty();
        merge(settings, document);
      }
    }

    FolderReading reading = folder.with("reveille.yaml", YAML.writeValueAsString(settings)).read();

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.jobs()).hasSize(jobs).hasSizeGreaterThan(8);
  }

  private static List<String> blocks() throws Exception {
    String text = Files.readString(Path.of("../docs/agents.md"));
    return BLOCK.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static void merge(ObjectNode into, JsonNode from) {
    from.fields()
        .forEachRemaining(
            field -> {
              if (into.get(field.getKey()) instanceof ObjectNode there) {
                merge(there, field.getValue());
              } else {
                into.set(field.getKey(), field.getValue().deepCopy());
              }
            });
  }
}
