package dev.reveille.cli.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reveille.activities.alert.Sender;
import dev.reveille.activities.alert.Senders;
import dev.reveille.activities.alert.Undelivered;
import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.process.Sweep;
import dev.reveille.activities.web.Web;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.Nearest;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.settings.Channel;
import dev.reveille.gateway.tunnel.Names;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.settings.FolderSettings;
import dev.reveille.starter.files.settings.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code alert test}: a notice to each channel, sent from here and now, without a server. */
public final class ChannelTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Session session;
  private final Clock clock;

  private ChannelTrial(Session session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  /**
   * What came of one.
   *
   * @param error why it did not arrive; null when it did
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Outcome(
      String channel, String kind, boolean delivered, long millis, @Nullable String error) {}

  /**
   * Tries one channel, or all. Blocks for up to 20 s for each.
   *
   * @return the exit code: 1 where one did not take its notice
   */
  public static int run(Session session, @Nullable String channel)
      throws IOException, InterruptedException {
    FolderReading reading = session.reading();
    Map<String, Channel> tried = chosen(reading, channel);
    List<Outcome> outcomes =
        new ChannelTrial(session, Clock.systemUTC()).tryAll(reading.settings(), tried);
    TrialBook book = TrialBook.in(session.data().path());
    for (Outcome outcome : outcomes) {
      book.write(outcome.channel(), outcome.delivered(), Instant.now());
    }
    Console console = session.console();
    if (console.json()) {
      console.document(outcomes);
    } else {
      print(console, outcomes);
    }
    return outcomes.stream().allMatch(Outcome::delivered) ? 0 : Failure.FAILED;
  }

  private static Map<String, Channel> chosen(FolderReading reading, @Nullable String channel) {
    Map<String, Channel> channels = reading.settings().channels();
    if (channel != null && !channels.containsKey(channel)) {
      throw Failure.usage(
          "no alert channel is called '"
              + channel
              + "'; "
              + (reading.hasErrors()
                  ? "it may be one with an error: run `reveille validate`"
                  : Nearest.question(
                      channel, channels.keySet(), "declare it under alerts in reveille.yaml")));
    }
    if (channels.isEmpty()) {
      throw Failure.usage(
          "no alert channel is declared; write one under alerts in reveille.yaml, such as"
              + " alerts: {oncall: {kind: ntfy, topic: my-topic}}");
    }
    return channel == null
        ? channels
        : Map.of(channel, Objects.requireNonNull(channels.get(channel)));
  }

  private List<Outcome> tryAll(FolderSettings settings, Map<String, Channel> tried)
      throws IOException, InterruptedException {
    Path data = session.data().create().path();
    Path ledger = data.resolve("trials");
    Sweep.run(ledger);
    Secrets secrets = Secrets.read(session.folder(), session.here().environment());
    List<Outcome> outcomes = new ArrayList<>();
    try (Web web = new Web(Names.OF_THE_SYSTEM, PATIENCE);
        Spawner spawner = Spawner.open(ledger, clock)) {
      Senders senders =
          new Senders(
              tried,
              new Senders.Ground(
                  web,
                  spawner,
                  name -> name == null ? null : secrets.find(name).orElse(null),
                  environment(settings),
                  data,
                  clock));
      for (Channel channel : tried.values()) {
        session.console().progress("trying " + channel.name() + " …");
        outcomes.add(tryOne(channel, senders.find(channel.name()).orElseThrow(), settings));
      }
    }
    return outcomes;
  }

  private Outcome tryOne(Channel channel, Sender sender, FolderSettings settings)
      throws InterruptedException {
    Notice notice =
        new Notice(
            "test-" + UUID.randomUUID(),
            Notice.Kind.TEST,
            settings.owner(),
            "Test of channel " + channel.name(),
            "Somebody ran `reveille alert test`. Nothing is wrong, and alerts arrive here.",
            null,
            List.of(),
            clock.instant());
    long begin = System.nanoTime();
    @Nullable String error = null;
    try {
      sender.send(notice, List.of());
    } catch (Undelivered e) {
      error = e.getMessage();
    }
    long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    return new Outcome(channel.name(), channel.kind(), error == null, millis, error);
  }

  /** As a worker gives it to channel programs: without providers' keys. */
  private Map<String, String> environment(FolderSettings settings) {
    Map<String, String> environment = new HashMap<>(session.here().environment());
    settings
        .providers()
        .values()
        .forEach(provider -> environment.remove(String.valueOf(provider.keyEnv())));
    return environment;
  }

  private static void print(Console console, List<Outcome> outcomes) {
    Table table = new Table("CHANNEL", "KIND", "", "TOOK");
    for (Outcome outcome : outcomes) {
      table.row(
          Table.Cell.of(outcome.channel()),
          Table.Cell.of(outcome.kind()),
          outcome.delivered()
              ? new Table.Cell("delivered", Style.GOOD)
              : new Table.Cell("not delivered", Style.BAD),
          Table.Cell.of(Spoken.duration(Duration.ofMillis(outcome.millis()))));
    }
    console.say(table);
    for (Outcome outcome : outcomes) {
      if (outcome.error() != null) {
        console.say("");
        console.say(outcome.channel() + ": " + outcome.error());
      }
    }
  }
}
