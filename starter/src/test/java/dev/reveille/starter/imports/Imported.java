package dev.reveille.starter.imports;

import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.SourceText;
import dev.reveille.starter.imports.crontab.CrontabImport;
import dev.reveille.starter.imports.openclaw.OpenClawImport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** An import into a folder on disk, and what came of it. */
record Imported(Path folder, ImportReport report, Problems problems) {
  static final Wishes NO_WISHES = new Wishes(false, null, null, null, ZoneId.of("Europe/Berlin"));
  static final Wishes PAUSED = new Wishes(true, null, null, null, ZoneId.of("Europe/Berlin"));

  static final String SETTINGS =
      """
      owner: night-desk
      providers:
        fake: {api: openai, baseUrl: http://127.0.0.1:18901/v1, keyEnv: FAKE_KEY}
        other: {api: anthropic, baseUrl: https://api.anthropic.com, keyEnv: OTHER_KEY}
      alerts:
        team: {kind: telegram, tokenEnv: TELEGRAM_TOKEN, chat: "-100123"}
        oncall: {kind: command, command: [notify-send, Reveille]}
      defaults: {agent: codex, model: fake/model-a}
      """;

  /** A folder whose settings declare what the samples name. */
  static Path folder(Path dir) {
    write(dir.resolve("reveille.yaml"), SETTINGS);
    return dir;
  }

  static Imported openclaw(Path folder, String json) {
    return openclaw(folder, json, NO_WISHES);
  }

  static Imported openclaw(Path folder, String json, Wishes wishes) {
    Problems problems = new Problems();
    Ground ground = Ground.of(folder, problems);
    Missing missing = new Missing(Map.of());
    List<Draft> drafts =
        SourceText.foreignJson("cron.json", json, problems)
            .map(root -> OpenClawImport.of(root, problems).drafts(ground, wishes, missing))
            .orElse(List.of());
    return placed("OpenClaw", ground, drafts, missing, problems);
  }

  static Imported crontab(Path folder, String text) {
    return crontab(folder, text, false);
  }

  static Imported crontab(Path folder, String text, boolean agentTurns) {
    Problems problems = new Problems();
    Ground ground = Ground.of(folder, problems);
    Missing missing = new Missing(Map.of());
    List<Draft> drafts =
        CrontabImport.of("crontab", text, false, problems)
            .drafts(ground, NO_WISHES, missing, "/home/me", "me", agentTurns);
    return placed("crontab", ground, drafts, missing, problems);
  }

  private static Imported placed(
      String from, Ground ground, List<Draft> drafts, Missing missing, Problems problems) {
    try {
      ImportReport report = Placing.place(from, ground, drafts, missing, true);
      return new Imported(ground.folder(), report, problems);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The outcome of a job, by the name that people gave it. */
  ImportedJob job(String name) {
    return report.jobs().stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
  }

  /** The text of a job's file. */
  String file(String name) {
    return read(folder.resolve(String.valueOf(job(name).file())));
  }

  /** How the folder reads now. */
  FolderReading reading() {
    return JobFolder.read(folder);
  }

  static String resource(String name) {
    try (InputStream in = Imported.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
