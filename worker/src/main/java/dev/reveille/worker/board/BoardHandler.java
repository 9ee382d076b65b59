package dev.reveille.worker.board;

import dev.reveille.runlog.RunLogUnavailable;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in who may, and hands each request to what answers it. */
final class BoardHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(BoardHandler.class);

  /** Scripts and styles of our own jar alone, no frames, no forms to elsewhere. */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private final Access access;
  private final Assets assets = new Assets();
  private final PageRoutes pages;
  private final ApiRoutes api;
  private final ActRoutes acts;
  private final LiveLogs logs;

  BoardHandler(BoardSettings settings, LiveLogs logs) {
    this.access = new Access(settings.token(), settings.open(), settings.clock());
    this.pages = new PageRoutes(settings, access, assets.place());
    this.api = new ApiRoutes(settings, access);
    this.acts = new ActRoutes(settings, access, pages);
    this.logs = logs;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Asked asked = Asked.of(request);
    try {
      if (asked.part(0).equals("log") && asked.reads() && access.mayRead(asked)) {
        logs.follow(asked, response, callback, ALWAYS);
        return true;
      }
      return send(request, response, callback, answer(asked));
    } catch (Refused e) {
      return send(request, response, callback, refusal(asked, e.status(), words(e)));
    } catch (RunLogUnavailable e) {
      return send(request, response, callback, refusal(asked, 503, words(e)));
    } catch (RuntimeException e) {
      LOG.warn("the board could not answer {}", asked.part(0), e);
      return send(
          request,
          response,
          callback,
          refusal(
              asked, 500, "The board failed. The worker's log says how; jobs are not touched."));
    }
  }

  private Reply answer(Asked asked) {
    if (asked.part(0).equals("assets") && asked.path().size() == 3 && asked.reads()) {
      return assets
          .find(asked.part(1), asked.part(2))
          .orElseThrow(() -> new Refused(404, "There is no such file."));
    }
    if (asked.part(0).equals("sign-in")) {
      return acts.signIn(asked);
    }
    if (asked.forPrograms()) {
      return api.answer(asked);
    }
    if (!access.mayRead(asked)) {
      return Reply.to("/sign-in");
    }
    if (asked.reads()) {
      return pages.page(asked);
    }
    return acts.act(asked);
  }

  private static String words(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  private Reply refusal(Asked asked, int status, String message) {
    if (asked.forPrograms()) {
      return Reply.problem(status, message);
    }
    try {
      return pages.refusal(asked, status, message);
    } catch (RuntimeException e) {
      LOG.warn("the page of an error failed", e);
      return Reply.problem(status, message);
    }
  }

  private static boolean send(Request request, Response response, Callback callback, Reply reply) {
    response.setStatus(reply.status());
    HttpFields.Mutable headers = response.getHeaders();
    ALWAYS.forEach(headers::put);
    headers.put(HttpHeader.CONTENT_TYPE, reply.type());
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    reply.headers().forEach(headers::put);
    boolean head = request.getMethod().equals("HEAD");
    headers.put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    response.write(true, head ? null : ByteBuffer.wrap(reply.body()), callback);
    return true;
  }
}
