package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.activities.alert.HttpDelivery.Parcel;
import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** To a topic of ntfy.sh, or of a server of one's own. */
final class NtfySender implements Sender {
  private static final String PUBLIC = "https://ntfy.sh";
  private static final int TITLE = 200;
  private static final int ROOM_BYTES = 3_900;
  private static final int USUAL = 3;
  private static final int HIGH = 4;

  private final ChannelFields fields;
  private final HttpDelivery http;

  NtfySender(ChannelFields fields, HttpDelivery http) {
    this.fields = fields;
    this.http = http;
  }

  @Override
  public void send(Notice notice, List<Enclosure> files) throws Undelivered, InterruptedException {
    String token = fields.secret("tokenEnv");
    Layout layout = Layout.of(notice, files);
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("topic", fields.text("topic"))
        .put("title", Markup.PLAIN.fit(layout.title(), TITLE))
        .put("message", layout.body(Markup.BYTES, ROOM_BYTES))
        .put("priority", priority(notice.kind()));
    String server = Objects.requireNonNullElse(fields.optional("url"), PUBLIC);
    String named = fields.optional("tokenEnv");
    Parcel parcel =
        Parcel.json(
            URI.create(server + "/"),
            fields.allowPrivate(),
            notice.id(),
            body,
            named == null ? "url and topic, or name a tokenEnv" : "the token in " + named,
            token == null ? "" : token);
    http.send(token == null ? parcel : parcel.with("Authorization", "Bearer " + token));
  }

  private static int priority(Notice.Kind kind) {
    return switch (kind) {
      case FAILURE, DIGEST, REMINDER, DRILL -> HIGH;
      case RECOVERY, RESULT, TEST -> USUAL;
    };
  }
}
