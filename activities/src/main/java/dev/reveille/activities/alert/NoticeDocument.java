package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.alert.Notice;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A notice as programs are given it: by a webhook, or on a command's standard input. Its form is a
 * promise, described in {@code docs/alerts.md}.
 */
final class NoticeDocument {
  private static final int TEXT = 100_000;
  private static final int MOST_ITEMS = 200;
  private static final int MOST_FILE_BYTES = 1 << 20;

  private NoticeDocument() {}

  static ObjectNode of(Notice notice, List<Enclosure> files) {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("id", notice.id());
    data.put("kind", kind(notice));
    data.put("owner", notice.owner());
    data.put("title", Plain.line(notice.title()));
    data.put("text", Spoken.cut(Plain.text(notice.text()), TEXT));
    data.put("remedy", notice.remedy());
    data.put("at", notice.at().toString());
    ArrayNode items = data.putArray("items");
    notice.items().stream().limit(MOST_ITEMS).forEach(item -> add(items.addObject(), item));
    data.put("itemsInAll", notice.items().size());
    ArrayNode enclosed = data.putArray("files");
    int room = MOST_FILE_BYTES;
    for (Enclosure file : files) {
      room -= add(enclosed.addObject(), file, room);
    }
    return data;
  }

  static String kind(Notice notice) {
    return notice.kind().name().toLowerCase(Locale.ROOT);
  }

  private static void add(ObjectNode node, Notice.Item item) {
    node.put("job", item.job());
    node.put("jobName", Plain.line(item.jobName()));
    node.put("due", item.due() == null ? null : item.due().toString());
    node.put("verdict", item.verdict());
    node.put("message", Plain.text(item.message()));
    node.put("run", item.workflowId());
    node.put("runId", item.runId());
  }

  /** Returns the bytes that were written. */
  private static int add(ObjectNode node, Enclosure file, int room) {
    node.put("name", Plain.line(file.name()));
    node.put("bytes", file.bytes());
    byte[] content = file.content();
    if (!file.isWhole() || content.length > room) {
      node.putNull("base64");
      return 0;
    }
    node.put("base64", Base64.getEncoder().encodeToString(content));
    return content.length;
  }
}
