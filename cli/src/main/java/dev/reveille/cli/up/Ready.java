package dev.reveille.cli.up;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.data.Addresses;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.Json;
import java.net.URI;
import java.nio.file.Path;

/** The line, or document, that says that everything runs, and where. */
final class Ready {
  private Ready() {}

  static void tell(Console console, Addresses addresses, Path folder, Path data) {
    URI ui = addresses.ui();
    URI board = addresses.board();
    if (console.json()) {
      ObjectNode ready = Json.mapper().createObjectNode();
      ready.put("ready", true);
      ready.put("ui", ui == null ? null : ui.toString());
      ready.put("temporal", addresses.temporal());
      ready.put("namespace", addresses.namespace());
      ready.put("board", board == null ? null : board.toString());
      ready.put("metrics", board == null ? null : metrics(board));
      ready.put("folder", folder.toString());
      ready.put("data", data.toString());
      ready.put("pid", addresses.pid());
      console.document(ready);
    } else {
      console.say(
          "ready  "
              + (ui == null ? "" : "Web UI " + ui + "  ")
              + "Temporal "
              + addresses.temporal()
              + " (namespace "
              + addresses.namespace()
              + ")  "
              + (board == null ? "" : "board " + board + "  ")
              + "folder "
              + folder
              + "  data "
              + data);
    }
  }

  /** Where Prometheus finds the figures; health is beside them. */
  static String metrics(URI board) {
    return board.resolve("/metrics").toString();
  }
}
