package dev.reveille.worker.board;

import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunReader;
import dev.reveille.worker.board.page.Standing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same as the pages, as JSON under {@code /api/v1}. */
final class ApiRoutes {
  private static final int OUTPUT_CHARS = 64 * 1024;
  private static final int MOST_RUNS = 1_000;
  private static final int FURTHEST = 1_000_000;

  private final BoardSettings settings;
  private final Access access;
  private final ApiViews views;
  private final Reply document;

  ApiRoutes(BoardSettings settings, Access access) {
    this.settings = settings;
    this.access = access;
    this.views = new ApiViews(settings);
    this.document = new Reply(200, "application/json", document(), Map.of());
  }

  private static byte[] document() {
    try (InputStream text = ApiRoutes.class.getResourceAsStream("openapi.json")) {
      if (text == null) {
        throw new IllegalStateException("the jar lacks openapi.json");
      }
      return text.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply answer(Asked asked) {
    if (!asked.part(1).equals("v1")) {
      throw new Refused(404, "There is /api/v1.");
    }
    if (!access.mayRead(asked)) {
      return unauthorized();
    }
    if (asked.method().equals("POST") && isAct(asked)) {
      return access.showsToken(asked) ? act(asked) : unauthorized();
    }
    if (!asked.reads()) {
      return Reply.problem(405, "This is read with GET.").with("Allow", allowed(asked));
    }
    return read(asked);
  }

  private static String allowed(Asked asked) {
    return isAct(asked) ? "POST" : "GET, HEAD";
  }

  private static Reply unauthorized() {
    return Reply.problem(401, "Show the board's token: Authorization: Bearer TOKEN.")
        .with("WWW-Authenticate", "Bearer");
  }

  private Reply read(Asked asked) {
    int parts = asked.path().size();
    String what = asked.part(2);
    if (parts == 3) {
      switch (what) {
        case "openapi.json":
          return document;
        case "roll-call":
          return Reply.json(
              views.rollCall(
                  standing(asked.given("show")),
                  asked.query("q"),
                  asked.number("offset", 0, 0, FURTHEST),
                  asked.number("limit", 100, 1, MOST_RUNS)));
        case "runs":
          return Reply.json(settings.log().list(query(asked)));
        case "hosts":
          return Reply.json(views.hosts());
        default:
          break;
      }
    }
    if (what.equals("jobs") && parts == 4) {
      return Reply.json(views.job(asked.part(3)));
    }
    if (what.equals("jobs") && parts == 5 && asked.part(4).equals("boots")) {
      return Reply.json(views.boots(asked.part(3)));
    }
    if (what.equals("jobs") && parts == 5 && asked.part(4).equals("volumes")) {
      return Reply.json(views.volumes(asked.part(3)));
    }
    if (what.equals("runs") && parts == 4) {
      RunKey key = RunLookup.key(settings.log(), asked.part(3), asked.query("runId"));
      return Reply.json(
          settings
              .log()
              .find(key, OUTPUT_CHARS)
              .orElseThrow(() -> new Refused(404, "The run log has let that run go.")));
    }
    if (what.equals("runs") && parts == 5 && asked.part(4).equals("output")) {
      return Reply.json(output(asked));
    }
    if (isAct(asked)) {
      return Reply.problem(405, "This is done with POST.").with("Allow", "POST");
    }
    throw new Refused(404, "There is no such thing; /api/v1/openapi.json says what there is.");
  }

  private static @Nullable Standing standing(@Nullable String show) {
    // A page shows all for an empty one; here it is no standing.
    return show == null ? null : RollCallView.standing(show.isEmpty() ? "''" : show);
  }

  private static RunReader.Query query(Asked asked) {
    String since = asked.given("since");
    String job = asked.query("job");
    String verdict = asked.query("verdict");
    return new RunReader.Query(
        job.isEmpty() ? null : job,
        verdict.isEmpty() ? null : verdict.toUpperCase(Locale.ROOT),
        since == null ? null : instant(since),
        asked.number("limit", 100, 1, MOST_RUNS));
  }

  private static @Nullable Instant instant(String text) {
    try {
      Instant instant = Instant.parse(text.toUpperCase(Locale.ROOT));
      // Beyond what the run log can tell apart from the beginning and the end of time.
      if (Math.abs(instant.getEpochSecond()) < Integer.MAX_VALUE * 100L) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new Refused(400, "since: '" + text + "' (expected: such as 2026-11-21T22:00:00Z)");
  }

  private List<Map<String, Object>> output(Asked asked) {
    RunKey key = RunLookup.key(settings.log(), asked.part(3), asked.query("runId"));
    List<OutputChunk> pieces =
        settings
            .log()
            .output(
                key,
                asked.number("attempt", 0, 0, Integer.MAX_VALUE),
                asked.number("seq", 0, 0, Integer.MAX_VALUE),
                asked.number("limit", 500, 1, MOST_RUNS));
    return pieces.stream().map(ApiRoutes::piece).toList();
  }

  private static Map<String, Object> piece(OutputChunk piece) {
    return Map.of(
        "at", piece.at(),
        "attempt", piece.attempt(),
        "seq", piece.seq(),
        "stream", piece.stream(),
        "text", piece.text());
  }

  private static boolean isAct(Asked asked) {
    return asked.part(2).equals("jobs")
        && asked.path().size() == 5
        && List.of("start", "pause", "resume").contains(asked.part(4));
  }

  private Reply act(Asked asked) {
    String job = asked.part(3);
    try {
      switch (asked.part(4)) {
        case "start":
          return Reply.json(Map.of("job", job, "run", settings.desk().start(job)));
        case "pause":
          settings.desk().pause(job, "through the board's API");
          return Reply.json(Map.of("job", job, "paused", true));
        default:
          settings.desk().resume(job);
          return Reply.json(Map.of("job", job, "paused", false));
      }
    } catch (DeskRefusal e) {
      return Reply.problem(ActRoutes.status(e), String.valueOf(e.getMessage()));
    }
  }
}
