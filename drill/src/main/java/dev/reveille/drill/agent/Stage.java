package dev.reveille.drill.agent;

import dev.reveille.drill.flags.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A moment in the life of the agent at which it can be told to misbehave. */
enum Stage {
  /** Before anything is read. */
  SPAWN("spawn"),
  INITIALIZE("initialize"),
  NEW("session/new", "new"),
  MODEL("set_config_option", "session/set_config_option"),
  PROMPT("prompt", "session/prompt"),
  /** After the first piece of text of a turn. */
  OUTPUT("output"),
  /** After the answer to a prompt was written. */
  DONE("done");

  static final String WORDS =
      Arrays.stream(values()).map(Stage::written).collect(Collectors.joining("|"));

  private final List<String> names;

  Stage(String... names) {
    this.names = List.of(names);
  }

  static Stage parse(String word) {
    for (Stage stage : values()) {
      if (stage.names.contains(word)) {
        return stage;
      }
    }
    throw new UsageException(word + " is no stage; there are: " + WORDS.replace("|", ", "));
  }

  String written() {
    return names.get(0);
  }
}
