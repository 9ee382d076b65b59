package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.activities.alert.HttpDelivery.Parcel;
import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * To any web server, signed as the Standard Webhooks specification says, for which most languages
 * have a library that verifies.
 *
 * @see <a href="https://www.standardwebhooks.com">standardwebhooks.com</a>
 */
final class WebhookSender implements Sender {
  private final ChannelFields fields;
  private final HttpDelivery http;
  private final Clock clock;

  WebhookSender(ChannelFields fields, HttpDelivery http, Clock clock) {
    this.fields = fields;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public void send(Notice notice, List<Enclosure> files) throws Undelivered, InterruptedException {
    URI address = fields.address();
    String secret = fields.secret("secretEnv");
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("type", "reveille." + NoticeDocument.kind(notice));
    document.put("timestamp", notice.at().toString());
    document.set("data", NoticeDocument.of(notice, files));
    byte[] body = Json.write(document).getBytes(StandardCharsets.UTF_8);
    String id = NoticeId.of(notice.id());
    String seconds = Long.toString(clock.instant().getEpochSecond());
    Map<String, String> headers = new HashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", seconds);
    if (secret != null) {
      headers.put("webhook-signature", signature(secret, id, seconds, body));
    }
    String urlEnv = fields.optional("urlEnv");
    http.send(
        new Parcel(
            address,
            fields.allowPrivate(),
            notice.id(),
            headers,
            body,
            urlEnv == null ? "its url, or the secret" : "the URL in " + urlEnv + ", or the secret",
            hidden(urlEnv == null ? null : address.toString(), secret)));
  }

  private static List<String> hidden(@Nullable String url, @Nullable String secret) {
    return Stream.of(Optional.ofNullable(url), Optional.ofNullable(secret))
        .flatMap(Optional::stream)
        .toList();
  }

  private String signature(String secret, String id, String seconds, byte[] body)
      throws Undelivered {
    try {
      return WebhookSignature.of(secret, id, seconds, body);
    } catch (IllegalArgumentException notQuoted) {
      throw Undelivered.forNow(
          "the value of "
              + fields.text("secretEnv")
              + " begins with whsec_, but what follows is not base64");
    }
  }
}
