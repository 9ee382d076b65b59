package dev.reveille.worker.board;

import dev.reveille.worker.board.page.Chrome;
import dev.reveille.worker.board.page.Clockface;
import dev.reveille.worker.board.page.NotePage;
import dev.reveille.worker.board.page.PageWriter;
import org.jspecify.annotations.Nullable;

/** The pages by their paths. */
final class PageRoutes {
  private static final int FURTHEST = 1_000_000;

  private final BoardSettings settings;
  private final Access access;
  private final String assets;
  private final PageWriter writer = new PageWriter();

  PageRoutes(BoardSettings settings, Access access, String assets) {
    this.settings = settings;
    this.access = access;
    this.assets = assets;
  }

  Reply page(Asked asked) {
    Clockface clock = new Clockface(settings.zone(), settings.clock().instant());
    int parts = asked.path().size();
    switch (asked.part(0)) {
      case "":
        return rollCall(asked, clock);
      case "jobs":
        if (parts == 2) {
          return Reply.html(
              200,
              writer.write(
                  "job",
                  new JobView(settings, clock)
                      .page(
                          job -> chrome(asked, job, "", null),
                          asked.part(1),
                          asked.query("started"))));
        }
        break;
      case "runs":
        if (parts == 2) {
          return Reply.html(
              200,
              writer.write(
                  "run",
                  new RunPageView(settings, clock)
                      .page(
                          run -> chrome(asked, run, "", null),
                          asked.part(1),
                          asked.query("runId"))));
        }
        break;
      case "hosts":
        if (parts == 1) {
          return Reply.html(
              200,
              writer.write(
                  "hosts",
                  new HostsView(settings, clock).page(chrome(asked, "Hosts", "hosts", null))));
        }
        break;
      default:
        break;
    }
    throw new Refused(404, "There is no such page.");
  }

  private Reply rollCall(Asked asked, Clockface clock) {
    int offset = asked.number("offset", 0, 0, FURTHEST);
    return Reply.html(
        200,
        writer.write(
            asked.partly() ? (offset > 0 ? "rows" : "rollcall-part") : "rollcall",
            new RollCallView(settings, clock)
                .page(
                    chrome(asked, "Roll call", "roll-call", null),
                    asked.query("show"),
                    asked.query("q"),
                    offset)));
  }

  Reply refusal(Asked asked, int status, String message) {
    return note(asked, status, status == 404 ? "Nothing here" : "That did not work", message);
  }

  Reply note(Asked asked, int status, String title, String text) {
    return Reply.html(
        status, writer.write("note", new NotePage(chrome(asked, title, "", null), title, text)));
  }

  Reply signIn(Asked asked, int status, @Nullable String trouble) {
    return Reply.html(
        status,
        writer.write(
            "sign-in",
            new NotePage(
                chrome(asked, "Sign in", "sign-in", trouble), "Sign in", settings.tokenPlace())));
  }

  private Chrome chrome(Asked asked, String title, String section, @Nullable String notice) {
    return new Chrome(
        title,
        section,
        assets,
        settings.worker().get().host(),
        settings.zone().getId(),
        access.session(asked).map(Access.Session::csrf).orElse(null),
        notice);
  }
}
