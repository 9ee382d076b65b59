package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.activities.alert.HttpDelivery.Parcel;
import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice;
import java.net.URI;
import java.util.List;

/**
 * To an incoming webhook of Slack, or of what speaks as Slack does (Mattermost, Rocket.Chat): a
 * plain {@code text}, in which nothing becomes a link, a mention or a preview.
 */
final class SlackSender implements Sender {
  private static final int ROOM = 3_800;

  private final ChannelFields fields;
  private final HttpDelivery http;

  SlackSender(ChannelFields fields, HttpDelivery http) {
    this.fields = fields;
    this.http = http;
  }

  @Override
  public void send(Notice notice, List<Enclosure> files) throws Undelivered, InterruptedException {
    URI address = fields.address();
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("text", Layout.of(notice, files).in(Markup.SLACK, ROOM))
        .put("mrkdwn", true)
        .put("parse", "none")
        .put("link_names", false)
        .put("unfurl_links", false)
        .put("unfurl_media", false);
    http.send(
        Parcel.json(
            address,
            fields.allowPrivate(),
            notice.id(),
            body,
            "the URL in " + fields.text("urlEnv"),
            address.toString()));
  }
}
