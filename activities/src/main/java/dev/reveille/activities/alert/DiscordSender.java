package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.activities.alert.HttpDelivery.Parcel;
import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice;
import java.net.URI;
import java.util.List;

/** To a webhook of Discord: one embed, and no mention whatever the text says. */
final class DiscordSender implements Sender {
  private static final int TITLE = 250;
  private static final int ROOM = 3_900;

  private final ChannelFields fields;
  private final HttpDelivery http;

  DiscordSender(ChannelFields fields, HttpDelivery http) {
    this.fields = fields;
    this.http = http;
  }

  @Override
  public void send(Notice notice, List<Enclosure> files) throws Undelivered, InterruptedException {
    URI address = fields.address();
    Layout layout = Layout.of(notice, files);
    ObjectNode body = Json.mapper().createObjectNode();
    body.putArray("embeds")
        .addObject()
        .put("title", Markup.DISCORD.fit(layout.title(), TITLE))
        .put("description", layout.body(Markup.DISCORD, ROOM))
        .put("color", colour(notice.kind()))
        .put("timestamp", notice.at().toString());
    body.putObject("allowed_mentions").putArray("parse");
    http.send(
        Parcel.json(
            answering(address),
            fields.allowPrivate(),
            notice.id(),
            body,
            "the URL in " + fields.text("urlEnv"),
            address.toString()));
  }

  /** Without this, Discord says that it took a message before it has looked at it. */
  private static URI answering(URI address) {
    String query = address.getRawQuery();
    String text = address.toString().replaceFirst("#.*$", "");
    return URI.create(text + (query == null ? "?" : "&") + "wait=true");
  }

  private static int colour(Notice.Kind kind) {
    return switch (kind) {
      case FAILURE, DIGEST -> 0xD83A3A;
      case REMINDER -> 0xE08B1E;
      case RECOVERY -> 0x2E9E5B;
      case RESULT, TEST, DRILL -> 0x4A7AB5;
    };
  }
}
