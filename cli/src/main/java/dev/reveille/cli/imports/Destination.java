package dev.reveille.cli.imports;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.imports.FirstSettings;
import dev.reveille.starter.imports.Ground;
import dev.reveille.starter.imports.ProviderHint;
import dev.reveille.starter.imports.Wishes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The folder that an import writes into, which may be one that is still to be made. */
final class Destination {
  private Destination() {}

  static Path folder(Session session) {
    Path given = session.flags().dir();
    if (given == null) {
      return session.folder();
    }
    Path folder = session.here().directory().resolve(given).toAbsolutePath().normalize();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw Failure.usage("--dir: " + folder + " is no folder (expected: one, or a new name)");
    }
    return folder;
  }

  static Wishes wishes(ImportOptions options) {
    ZoneId zone = ZoneId.systemDefault();
    if (options.zone() != null) {
      try {
        zone = ZoneId.of(options.zone());
      } catch (DateTimeException e) {
        throw Failure.usage("--tz: '" + options.zone() + "' (expected: such as Europe/Berlin)");
      }
    }
    String model = options.model();
    if (model != null && !model.matches("[^/\\s]+/\\S+")) {
      throw Failure.usage(
          "--model: '" + model + "' (expected: provider/model, such as openai/gpt-5.4-nano)");
    }
    if (zone.getId().matches("Z|GMT|Etc/(UTC|UCT|GMT|Zulu)")) {
      zone = ZoneId.of("UTC");
    }
    return new Wishes(options.paused(), options.agent(), model, options.workspace(), zone);
  }

  /** Which due times are compared. */
  static DueCheck.Span span(ImportOptions options) {
    Instant after = Instant.now();
    if (options.from() != null) {
      try {
        after = Instant.parse(options.from()).minusMillis(1);
      } catch (DateTimeException e) {
        throw Failure.usage(
            "--from: '" + options.from() + "' (expected: such as 2027-03-20T00:00:00Z)");
      }
    }
    Integer days = options.days();
    if (days != null && (days < 1 || days > 366)) {
      throw Failure.usage("--days: " + days + " (expected: 1 to 366)");
    }
    return new DueCheck.Span(after, days == null ? null : after.plus(Duration.ofDays(days)));
  }

  /** The folder's settings; where it has none, those that the jobs need. */
  static Ground ground(
      Path folder,
      SortedSet<String> providers,
      Map<String, ProviderHint> hints,
      Wishes wishes,
      String usualAgent,
      @Nullable String usualModel,
      Problems problems) {
    if (Ground.hasSettings(folder)) {
      return Ground.of(folder, problems);
    }
    String model = wishes.model() == null ? usualModel : wishes.model();
    SortedSet<String> all = new TreeSet<>(providers);
    if (model != null) {
      all.add(model.substring(0, model.indexOf('/')));
    }
    String agent = wishes.agent() == null ? usualAgent : wishes.agent();
    return Ground.first(folder, FirstSettings.text(folder, all, hints, agent, model), problems);
  }

  /** A program that speaks the dialect of the jobs' models. */
  static String agentFor(SortedSet<String> providers) {
    return providers.contains("anthropic") && !providers.contains("openai") ? "claude" : "codex";
  }
}
