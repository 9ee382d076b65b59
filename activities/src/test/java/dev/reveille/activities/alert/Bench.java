package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.web.Web;
import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.settings.Channel;
import dev.reveille.gateway.tunnel.Names;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Senders with everything they stand on, in a folder of a test. */
final class Bench implements AutoCloseable {
  final Map<String, String> secrets = new HashMap<>();
  private final Web web = new Web(Names.OF_THE_SYSTEM, Duration.ofSeconds(2));
  private final Spawner spawner;
  private final Path folder;

  Bench(Path folder) throws Exception {
    this.folder = folder;
    this.spawner = Spawner.open(folder.resolve("processes"), Clock.systemUTC());
  }

  Bench secret(String name, String value) {
    secrets.put(name, value);
    return this;
  }

  /** A channel whose fields are given as JSON. */
  Sender sender(String kind, String fields) {
    Map<String, JsonNode> options = new HashMap<>();
    Json.read(fields, JsonNode.class)
        .fields()
        .forEachRemaining(each -> options.put(each.getKey(), each.getValue()));
    return senders(new Channel("tried", kind, List.of(), options)).find("tried").orElseThrow();
  }

  Sender command(String... command) {
    return senders(new Channel("tried", "command", List.of(command), Map.of()))
        .find("tried")
        .orElseThrow();
  }

  private Senders senders(Channel channel) {
    return new Senders(
        Map.of("tried", channel),
        new Senders.Ground(
            web,
            spawner,
            name -> name == null ? null : secrets.get(name),
            Map.of("PATH", System.getenv("PATH")),
            folder,
            Clock.fixed(Notices.NIGHT, ZoneOffset.UTC)));
  }

  static void send(Sender sender, Notice notice) throws Exception {
    sender.send(notice, List.of());
  }

  @Override
  public void close() {
    web.close();
    spawner.close();
  }
}
