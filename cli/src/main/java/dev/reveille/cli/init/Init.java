package dev.reveille.cli.init;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** {@code init}: a {@code reveille.yaml} and a first job; what is there already stays as it is. */
public final class Init {
  private final Console console;
  private final ArrayNode written = Json.mapper().createArrayNode();
  private final ArrayNode kept = Json.mapper().createArrayNode();

  private Init(Console console) {
    this.console = console;
  }

  /** Writes what is missing. Returns the exit code. */
  public static int run(Session session) throws IOException {
    Path given = session.flags().dir();
    Path here = session.here().directory();
    Path folder = given == null ? here : here.resolve(given).normalize();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw Failure.usage("--dir: " + folder + " is no folder (expected: one, or a new name)");
    }
    new Init(session.console()).write(folder, Found.in(session.here().environment()));
    return 0;
  }

  private void write(Path folder, Found found) throws IOException {
    Path jobs = Files.createDirectories(folder.resolve("jobs"));
    put(folder.resolve("reveille.yaml"), Texts.settings(owner(folder), found));
    boolean first;
    try (var files = Files.list(jobs)) {
      first = files.findAny().isEmpty();
    }
    if (first) {
      put(jobs.resolve("first.yaml"), Texts.firstJob());
    } else {
      kept.add(jobs.toString());
    }
    if (console.json()) {
      ObjectNode result = Json.mapper().createObjectNode();
      result.set("written", written);
      result.set("kept", kept);
      result.put("agent", found.agent());
      console.document(result);
      return;
    }
    written.forEach(file -> console.say("written  " + file.asText()));
    kept.forEach(file -> console.say("kept     " + file.asText()));
    console.say(found.reason());
    console.say("next: `reveille validate`, then `reveille up`");
  }

  private void put(Path file, String text) throws IOException {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      written.add(file.toString());
    } catch (FileAlreadyExistsException e) {
      kept.add(file.toString());
    }
  }

  private static String owner(Path folder) {
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.isEmpty() ? "me" : slug;
  }
}
