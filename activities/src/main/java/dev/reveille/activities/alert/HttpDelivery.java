package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.web.Answer;
import dev.reveille.activities.web.Post;
import dev.reveille.activities.web.Unsent;
import dev.reveille.activities.web.Web;
import dev.reveille.domain.Json;
import dev.reveille.domain.Spoken;
import dev.reveille.gateway.pace.RetryAfter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends a notice as one HTTP request, and says in words what its answer means. */
final class HttpDelivery {
  /** No channel is left alone for longer: an alert is tried for an hour in all. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);
  private static final int QUOTED = 200;

  private final Web web;
  private final Clock clock;

  HttpDelivery(Web web, Clock clock) {
    this.web = web;
    this.clock = clock;
  }

  /**
   * A request on its way.
   *
   * @param id of the notice
   * @param secret what a person would renew, such as {@code the URL in SLACK_URL}
   * @param hidden what an answer may repeat and no message may hold
   */
  record Parcel(
      URI target,
      boolean allowPrivate,
      String id,
      Map<String, String> headers,
      byte[] body,
      String secret,
      List<String> hidden) {
    Parcel {
      headers = Map.copyOf(headers);
      hidden = List.copyOf(hidden);
    }

    static Parcel json(
        URI target, boolean allowPrivate, String id, JsonNode body, String secret, String hidden) {
      return new Parcel(
          target,
          allowPrivate,
          id,
          Map.of(),
          Json.write(body).getBytes(StandardCharsets.UTF_8),
          secret,
          hidden.isEmpty() ? List.of() : List.of(hidden));
    }

    Parcel with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Parcel(target, allowPrivate, id, more, body, secret, hidden);
    }
  }

  void send(Parcel parcel) throws Undelivered, InterruptedException {
    Map<String, String> headers = new HashMap<>(parcel.headers());
    headers.put("Idempotency-Key", NoticeId.of(parcel.id()));
    Answer answer;
    try {
      answer =
          web.send(
              new Post(
                  parcel.target(),
                  parcel.allowPrivate(),
                  headers,
                  "application/json",
                  parcel.body()));
    } catch (Unsent unsent) {
      String why = String.valueOf(unsent.getMessage());
      throw unsent.forGood() ? Undelivered.forGood(why) : Undelivered.forNow(why);
    }
    if (!answer.good()) {
      throw refused(answer, parcel);
    }
  }

  private Undelivered refused(Answer answer, Parcel parcel) {
    int status = answer.status();
    if (status < 400) {
      return Undelivered.forGood(
          "it answers "
              + status
              + ", a redirect, which is never followed: write the address that"
              + " it leads to");
    }
    if (PASSING.contains(status) || status >= 500) {
      return Undelivered.forNow(
          "it answers " + status + (status == 429 ? ", too many messages" : quote(answer, parcel)),
          wait(answer));
    }
    return Undelivered.forGood(
        switch (status) {
          case 401, 403 ->
              "it answers "
                  + status
                  + ": it does not accept "
                  + parcel.secret()
                  + "; renew it"
                  + quote(answer, parcel);
          case 404, 410 ->
              "it answers "
                  + status
                  + ": there is nothing (or no longer anything) at its address;"
                  + " make a new one and mend "
                  + parcel.secret();
          default ->
              "it answers " + status + " and does not take the message" + quote(answer, parcel);
        });
  }

  private static String quote(Answer answer, Parcel parcel) {
    String text = Plain.line(answer.text());
    for (String hidden : parcel.hidden()) {
      text = text.replace(hidden, "***");
    }
    return text.isEmpty() ? "" : " (\"" + Spoken.cut(text, QUOTED) + "\")";
  }

  /** From the header, or from the body, where Telegram and Discord write it. */
  private @Nullable Duration wait(Answer answer) {
    Duration wait = RetryAfter.parse(answer.retryAfter(), clock.instant());
    if (wait == null) {
      wait = RetryAfter.parse(inBody(answer.text()), clock.instant());
    }
    return wait == null || wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private static @Nullable String inBody(String text) {
    if (!text.startsWith("{")) {
      return null;
    }
    try {
      JsonNode body = Json.read(text, JsonNode.class);
      JsonNode wait = body.path("parameters").path("retry_after");
      return (wait.isNumber() ? wait : body.path("retry_after")).asText(null);
    } catch (IllegalArgumentException noJson) {
      return null;
    }
  }
}
