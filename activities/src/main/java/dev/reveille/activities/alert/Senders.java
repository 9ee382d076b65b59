package dev.reveille.activities.alert;

import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.web.Web;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.settings.Channel;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A sender for each channel. Thread-safe. */
public final class Senders {
  private final Map<String, Sender> senders = new TreeMap<>();

  /**
   * What senders stand on.
   *
   * @param secrets the value of an environment variable, or null
   * @param environment what channel programs are given; must hold no provider key
   * @param folder where channel programs run
   */
  public record Ground(
      Web web,
      Spawner spawner,
      UnaryOperator<@Nullable String> secrets,
      Map<String, String> environment,
      Path folder,
      Clock clock) {}

  public Senders(Map<String, Channel> channels, Ground ground) {
    channels.forEach(
        (name, channel) -> of(channel, ground).ifPresent(sender -> senders.put(name, sender)));
  }

  /** The sender of a channel; empty where none is called so. */
  public Optional<Sender> find(String channel) {
    return Optional.ofNullable(senders.get(channel));
  }

  /**
   * Brings a notice to a channel, as an activity does: what went wrong becomes the failure that
   * Temporal tries again, not before the channel's own wish, or gives up.
   */
  public void deliver(Notice notice, List<Enclosure> files, String channel) {
    Sender sender = senders.get(channel);
    if (sender == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "channel '"
              + channel
              + "' is not in this worker's reveille.yaml; declare it there, or take it out of the"
              + " job's alerts and deliver",
          "NO_CHANNEL");
    }
    try {
      sender.send(notice, files);
    } catch (Undelivered e) {
      ApplicationFailure.Builder failure =
          ApplicationFailure.newBuilder()
              .setType("UNDELIVERED")
              .setMessage("channel '" + channel + "': " + e.getMessage())
              .setNonRetryable(e.forGood());
      Duration wait = e.waitFor();
      if (wait != null && !wait.isZero()) {
        failure.setNextRetryDelay(wait);
      }
      throw failure.build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApplicationFailure.newFailure("the worker is stopping", "UNDELIVERED");
    }
  }

  private static Optional<Sender> of(Channel channel, Ground ground) {
    ChannelFields fields = new ChannelFields(channel, ground.secrets());
    HttpDelivery http = new HttpDelivery(ground.web(), ground.clock());
    return switch (channel.kind()) {
      case "slack" -> Optional.of(new SlackSender(fields, http));
      case "discord" -> Optional.of(new DiscordSender(fields, http));
      case "telegram" -> Optional.of(new TelegramSender(fields, http));
      case "ntfy" -> Optional.of(new NtfySender(fields, http));
      case "webhook" -> Optional.of(new WebhookSender(fields, http, ground.clock()));
      case "email" -> Optional.of(new EmailSender(fields));
      case "command" ->
          Optional.of(
              new CommandSender(channel, ground.environment(), ground.folder(), ground.spawner()));
      default -> Optional.empty();
    };
  }
}
