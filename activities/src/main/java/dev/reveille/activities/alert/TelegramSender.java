package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.activities.alert.HttpDelivery.Parcel;
import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** To a chat of Telegram, by a bot. */
final class TelegramSender implements Sender {
  private static final String API = "https://api.telegram.org";
  private static final Pattern TOKEN = Pattern.compile("[0-9]{1,20}:[A-Za-z0-9_-]{1,100}");
  private static final int ROOM = 4_000;

  private final ChannelFields fields;
  private final HttpDelivery http;

  TelegramSender(ChannelFields fields, HttpDelivery http) {
    this.fields = fields;
    this.http = http;
  }

  @Override
  public void send(Notice notice, List<Enclosure> files) throws Undelivered, InterruptedException {
    String token = fields.neededSecret("tokenEnv");
    String variable = fields.text("tokenEnv");
    if (!TOKEN.matcher(token).matches()) {
      throw Undelivered.forNow(
          "the value of " + variable + " is no bot token (expected: digits, a colon, letters)");
    }
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("chat_id", fields.text("chat"))
        .put("text", Layout.of(notice, files).in(Markup.TELEGRAM, ROOM))
        .put("parse_mode", "HTML")
        .putObject("link_preview_options")
        .put("is_disabled", true);
    String api = Objects.requireNonNullElse(fields.optional("url"), API);
    http.send(
        Parcel.json(
            URI.create(api + "/bot" + token + "/sendMessage"),
            fields.allowPrivate(),
            notice.id(),
            body,
            "the token in " + variable,
            token));
  }
}
