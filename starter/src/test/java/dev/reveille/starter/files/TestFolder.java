package dev.reveille.starter.files;

import dev.reveille.domain.job.JobDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of job files on disk. */
record TestFolder(Path dir) {
  static final String SETTINGS =
      """
      owner: night-desk
      providers:
        openai: {api: openai, baseUrl: https://api.openai.com/v1, keyEnv: OPENAI_API_KEY}
        anthropic: {api: anthropic, baseUrl: https://api.anthropic.com, keyEnv: ANTHROPIC_API_KEY}
      alerts: {oncall: {kind: command, command: [notify-send, Reveille]}}
      defaults: {agent: codex, model: openai/gpt-5.4-nano, tz: UTC}
      """;

  /** A folder with two providers, a channel, and defaults that name agent and model. */
  static TestFolder in(Path dir) {
    return new TestFolder(dir).with("reveille.yaml", SETTINGS).with("jobs/.keep", "");
  }

  TestFolder with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  TestFolder with(String name, byte[] content) {
    try {
      Path file = dir.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one job of a folder in which nothing is wrong. */
  static JobDefinition onlyJob(FolderReading reading) {
    if (reading.hasErrors() || reading.jobs().size() != 1) {
      throw new AssertionError(reading.jobs().size() + " jobs\n" + reading.text());
    }
    return reading.jobs().get(0).definition();
  }

  FolderReading read() {
    return JobFolder.read(dir);
  }

  /** What is wrong when the folder holds this one job. */
  List<String> errorsOf(String job) {
    return with("jobs/a.yaml", job).read().errors().stream().map(p -> p.text()).toList();
  }

  static String resource(String name) {
    try (InputStream in = TestFolder.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
