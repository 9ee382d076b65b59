package dev.reveille.worker.board;

import dev.reveille.worker.board.page.Links;
import java.util.Locale;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.util.Fields;

/** What a person may do here after signing in: start, pause, resume. */
final class ActRoutes {
  private static final int MOST_FIELDS = 10;
  private static final int MOST_BYTES = 4_096;

  private final BoardSettings settings;
  private final Access access;
  private final PageRoutes pages;

  ActRoutes(BoardSettings settings, Access access, PageRoutes pages) {
    this.settings = settings;
    this.access = access;
    this.pages = pages;
  }

  Reply signIn(Asked asked) {
    if (asked.reads()) {
      return pages.signIn(asked, 200, null);
    }
    access.checkOrigin(asked);
    Fields form = form(asked);
    if (form.getValue("out") != null) {
      access.checkForm(asked, form.getValue("csrf"));
      access.end(asked);
      return Reply.to("/").with("Set-Cookie", Access.COOKIE + "=; Path=/; Max-Age=0");
    }
    String token = form.getValue("token");
    if (token == null || !access.isToken(token.strip())) {
      return pages.signIn(asked, 403, "That is not the token.");
    }
    return Reply.to("/")
        .with(
            "Set-Cookie",
            Access.COOKIE
                + "="
                + access.begin().id()
                + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
  }

  /** Does what a form of a job's page asks for, and goes back to that page. */
  Reply act(Asked asked) {
    if (!asked.method().equals("POST")
        || asked.path().size() != 3
        || !asked.part(0).equals("jobs")) {
      throw new Refused(405, "This can only be read.");
    }
    access.checkForm(asked, form(asked).getValue("csrf"));
    String job = asked.part(1);
    try {
      switch (asked.part(2)) {
        case "start":
          return Reply.to(Links.started(job, settings.desk().start(job)));
        case "pause":
          settings.desk().pause(job, "on the board");
          break;
        case "resume":
          settings.desk().resume(job);
          break;
        default:
          throw new Refused(404, "There is no such thing to do.");
      }
    } catch (DeskRefusal e) {
      return pages.note(
          asked,
          status(e),
          "The job was not " + past(asked.part(2)),
          String.valueOf(e.getMessage()));
    }
    return Reply.to(Links.job(job));
  }

  static int status(DeskRefusal refusal) {
    return switch (refusal.kind()) {
      case AWAY -> 503;
      case UNKNOWN -> 404;
      case REFUSED -> 409;
    };
  }

  private static String past(String act) {
    return act.toLowerCase(Locale.ROOT) + (act.endsWith("e") ? "d" : "ed");
  }

  private static Fields form(Asked asked) {
    try {
      return FormFields.getFields(asked.request(), MOST_FIELDS, MOST_BYTES);
    } catch (RuntimeException e) {
      throw new Refused(400, "The form cannot be read.");
    }
  }
}
