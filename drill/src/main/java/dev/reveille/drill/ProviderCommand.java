package dev.reveille.drill;

import dev.reveille.drill.flags.Flag;
import dev.reveille.drill.flags.FlagSet;
import dev.reveille.drill.flags.FlagValues;
import dev.reveille.drill.flags.UsageException;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code drill provider}: the provider as a program, until it is ended. */
final class ProviderCommand {
  private ProviderCommand() {}

  static FlagSet flags() {
    List<Flag> flags = new ArrayList<>();
    flags.add(Flag.value("port", "N", "port to listen on; 0 for a free one (0)"));
    flags.add(Flag.value("host", "ADDRESS", "address to listen on (127.0.0.1)"));
    flags.add(Flag.value("log", "FILE", "append one JSON line per request"));
    flags.add(Flag.value("script", "FILE", "start from this JSON script"));
    flags.add(Flag.toggle("lifeline", "end when standard input ends"));
    flags.addAll(ScriptWords.flags());
    return new FlagSet("drill provider [FLAGS]", flags);
  }

  static int run(FlagValues values) throws IOException, InterruptedException {
    if (!values.free().isEmpty()) {
      throw new UsageException(
          "provider takes flags only, found: " + String.join(" ", values.free()));
    }
    ProviderScript start =
        values.text("script").map(ProviderCommand::scriptFile).orElseGet(ProviderScript::pleasant);
    ProviderScript script = ScriptWords.read(values, start);
    InetSocketAddress address =
        new InetSocketAddress(
            values.text("host").orElse("127.0.0.1"), values.number("port", 0).orElse(0));
    Optional<Path> log = values.text("log").map(Path::of);
    DrillProvider provider = DrillProvider.start(address, script, log.orElse(null));
    Runtime.getRuntime().addShutdownHook(new Thread(provider::close, "close-provider"));
    System.out.println("listening on " + provider.address());
    System.out.flush();
    if (values.has("lifeline")) {
      while (System.in.read() >= 0) {
        // What is written to the lifeline means nothing; only its end does.
      }
    } else {
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private static ProviderScript scriptFile(String file) {
    try {
      return ScriptWords.read(Json.read(Files.readAllBytes(Path.of(file))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the script " + file, unreadable);
    }
  }
}
