package dev.reveille.drill.agent;

import static dev.reveille.drill.flags.Flag.toggle;
import static dev.reveille.drill.flags.Flag.value;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.reveille.drill.agent.ModelClient.Refused;
import dev.reveille.drill.agent.Trouble.ToldToFail;
import dev.reveille.drill.flags.FlagSet;
import dev.reveille.drill.flags.FlagValues;
import dev.reveille.drill.flags.UsageException;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code drill oneshot}: gets ready, asks the model once, prints its text, exits. */
public final class OneshotCommand {
  private OneshotCommand() {}

  public static FlagSet flags() {
    return new FlagSet(
        "drill oneshot MESSAGE [FLAGS]",
        List.of(
            value("ready-line", "TEXT", "print this line once ready"),
            value("ready-file", "FILE", "write this file once ready"),
            value("ready-after", "TIME", "get ready so late"),
            toggle("hang-before-ready", "never get ready"),
            toggle("hang", "get ready, then never end"),
            value("exit", "CODE", "exit code in the end (0)"),
            toggle("ignore-sigterm", "go on after SIGTERM, SIGINT, SIGHUP"),
            value("model", "MODEL", "model to ask (OPENAI_MODEL)"),
            toggle("no-model", "make no model call: print the message")));
  }

  /** Blocks until the answer is printed; returns the exit code. */
  public static int run(FlagValues values) throws IOException, InterruptedException {
    if (values.free().isEmpty()) {
      throw new UsageException("oneshot needs a message: drill oneshot MESSAGE");
    }
    if (values.has("ignore-sigterm")) {
      Signals.ignore();
    }
    getReady(values);
    String message = String.join(" ", values.free());
    System.out.println(values.has("no-model") ? message : ask(values, message));
    return values.number("exit", 0).orElse(0);
  }

  private static void getReady(FlagValues values) throws IOException, InterruptedException {
    new Cancellation().pause(values.duration("ready-after").orElse(Duration.ZERO));
    if (values.has("hang-before-ready")) {
      new CountDownLatch(1).await();
    }
    values.text("ready-line").ifPresent(System.out::println);
    System.out.flush();
    if (values.has("ready-file")) {
      Files.writeString(Path.of(values.text("ready-file").orElseThrow()), "ready\n");
    }
    if (values.has("hang")) {
      new CountDownLatch(1).await();
    }
  }

  private static String ask(FlagValues values, String message)
      throws IOException, InterruptedException {
    String model =
        values.text("model").orElseGet(() -> System.getenv().getOrDefault("OPENAI_MODEL", ""));
    if (model.isEmpty()) {
      throw new UsageException("no model is named: set OPENAI_MODEL, or say --model or --no-model");
    }
    ModelClient client = new ModelClient(System.getenv(), true, 0);
    ArrayNode messages = Json.array(Json.object().put("role", "user").put("content", message));
    try {
      return client.ask(model, messages, false, new Cancellation(), piece -> {}).text();
    } catch (Refused | ToldToFail refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }
}
