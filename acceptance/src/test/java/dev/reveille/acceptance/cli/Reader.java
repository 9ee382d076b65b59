package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Somebody who follows a document, with a second terminal for what goes on: {@code up}, {@code
 * worker} and {@code gateway} go into the background. {@code RUN} is the newest run. Closing ends
 * what still goes on.
 */
final class Reader implements AutoCloseable {
  /** What takes long with the figures that are written there. */
  private static final Map<String, String> SMALLER = Map.of("--samples 20", "--samples 1");

  private static final String NEWEST =
      "run=$(reveille runs --limit 1 -o json | sed -n 's/.*\"run\" : \"\\(.*\\)\",/\\1/p')\n";

  /** Pastes what the gateway prints into another terminal, and asks for one answer there. */
  private static final String SERVED =
      """
      %s > "$HOME/lines" & gateway=$!
      until grep -q 'export ANTHROPIC_MODEL' "$HOME/lines"; do kill -0 $gateway; sleep 0.1; done
      (
        eval "$(grep -o 'export .*' "$HOME/lines")"
        curl -sSf -o /dev/null -H "x-api-key: $ANTHROPIC_AUTH_TOKEN" -H 'content-type: application/json' \
          -d '{"model": "'$ANTHROPIC_MODEL'", "max_tokens": 99, "messages": [{"role": "user", "content": "Hello."}]}' \
          "$ANTHROPIC_BASE_URL/v1/messages"
      )
      kill $gateway; wait $gateway; cat "$HOME/lines"
      """;

  private final Product product;
  private final Set<String> ups = new HashSet<>();

  Reader(Product product) {
    this.product = product;
  }

  /** Does what a block says, and fails where one of its commands does. */
  void follow(CommandBlock block) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    block.commands().forEach(command -> script.append(line(command)).append('\n'));
    long begin = System.nanoTime();
    Said said = product.shell(script.append("wait\n").toString());
    assertThat(said.code()).as(block + "\n" + said.out() + said.err()).isZero();
    System.out.println(block + ": " + (System.nanoTime() - begin) / 1_000_000 + " ms");
  }

  private String line(String command) {
    String line = command;
    for (Map.Entry<String, String> figure : SMALLER.entrySet()) {
      line = line.replace(figure.getKey(), figure.getValue());
    }
    String words = line.replaceFirst("^\\./", "");
    if (words.matches("reveille up( .*)?")) {
      return up(line.replace(" --detach", ""));
    }
    if (words.startsWith("reveille down")) {
      ups.remove(line.replace(" down", " up"));
      return line;
    }
    if (words.startsWith("reveille worker ")) {
      return up("reveille up")
          + "\n( "
          + line
          + " > \"$HOME/worker.log\" 2>&1 & echo $! > \"$HOME/worker\" )";
    }
    if (words.startsWith("reveille gateway ") && !words.contains(" -- ")) {
      return SERVED.formatted(line);
    }
    return line.contains(" RUN") ? NEWEST + line.replace(" RUN", " \"$run\"") : line;
  }

  /** One that goes on already is left as it is. */
  private String up(String line) {
    return ups.add(line) ? line + " --detach" : ":";
  }

  /** Told to end and to hurry, as by a terminal that is closed. */
  @Override
  public void close() throws IOException, InterruptedException {
    product
        .shell(
            """
            shopt -s nullglob
            rest=$(cat "$HOME"/worker "$HOME"/data/reveille/*/addresses.json 2>/dev/null \\
              | grep -o '^[0-9]*$\\|"pid" *: *[0-9]*' | grep -o '[0-9]*' || true)
            for time in 1 2; do
              for pid in $rest; do kill $pid 2>/dev/null || true; done
              sleep 0.2
            done
            for pid in $rest; do while kill -0 $pid 2>/dev/null; do sleep 0.1; done; done
            rm -rf night-desk night-data night-data.tar.gz moved cron.json
            """)
        .good();
    product.close();
  }
}
