package dev.reveille.activities.alert;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.alert.Notice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A notice in the order in which people read it, fit for screens, before a channel's own markup.
 *
 * @param list what a notice of several jobs is about, a line each
 * @param foot where it comes from and where to read on
 */
record Layout(String title, String text, List<String> list, @Nullable String remedy, String foot) {
  private static final int MOST_LISTED = 20;
  private static final int TITLE = 200;
  private static final int LINE = 300;
  private static final int REMEDY = 600;
  private static final String GAP = "\n\n";
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  Layout {
    list = List.copyOf(list);
  }

  /** With the files that are text behind the text, each under its name. */
  static Layout of(Notice notice, List<Enclosure> files) {
    StringBuilder text = new StringBuilder(Plain.text(notice.text()));
    for (Enclosure file : files) {
      text.append(GAP).append(heading(file));
      file.text().ifPresent(content -> text.append('\n').append(Plain.text(content)));
    }
    return new Layout(
        Spoken.cut(mark(notice.kind()) + " " + Plain.line(notice.title()), TITLE),
        text.toString().strip(),
        list(notice.items()),
        notice.remedy() == null ? null : Spoken.cut(Plain.line(notice.remedy()), REMEDY),
        foot(notice));
  }

  private static String heading(Enclosure file) {
    String name = Spoken.cut(Plain.line(file.name()), LINE) + " (" + Spoken.bytes(file.bytes());
    return file.isWhole() ? name + ")" : name + ", too large to send)";
  }

  private static String mark(Notice.Kind kind) {
    return switch (kind) {
      case FAILURE, DIGEST -> "🔴";
      case REMINDER -> "🟠";
      case RECOVERY -> "🟢";
      case RESULT -> "📄";
      case TEST, DRILL -> "🔔";
    };
  }

  private static List<String> list(List<Notice.Item> items) {
    List<String> lines = new ArrayList<>();
    if (items.size() < 2) {
      return lines; // title and text are about it
    }
    for (Notice.Item item : items.subList(0, Math.min(items.size(), MOST_LISTED))) {
      String line = item.jobName() + ": " + item.verdict() + ", " + item.message();
      lines.add("• " + Spoken.cut(Plain.line(line), LINE));
    }
    if (items.size() > MOST_LISTED) {
      lines.add("… and " + (items.size() - MOST_LISTED) + " more");
    }
    return lines;
  }

  private static String foot(Notice notice) {
    StringBuilder foot = new StringBuilder(Spoken.cut(Plain.line(notice.owner()), LINE));
    Notice.Item first = notice.items().isEmpty() ? null : notice.items().get(0);
    Instant due = first == null ? null : first.due();
    if (due != null) {
      foot.append(" · due ").append(MINUTE.format(due)).append(" UTC");
    }
    if (first != null && first.workflowId() != null) {
      foot.append(" · reveille show ").append(Spoken.cut(Plain.line(first.workflowId()), LINE));
    }
    return foot.toString();
  }

  /** All of it in a channel's markup, the text cut to what has room. */
  String in(Markup markup, int room) {
    String head = markup.strong() + markup.fit(title, room) + markup.strongEnd();
    return head + GAP + body(markup, room - markup.sizeOf(head) - GAP.length());
  }

  /** The same without the title. */
  String body(Markup markup, int room) {
    String end = markup.fit(foot, room / 4);
    if (remedy != null) {
      end = markup.fit(remedy, room / 4) + GAP + end;
    }
    if (!list.isEmpty()) {
      end = lines(markup, room / 2 - markup.sizeOf(end)) + GAP + end;
    }
    String said = markup.fit(text, room - markup.sizeOf(end) - GAP.length());
    return said.isEmpty() ? end : said + GAP + end;
  }

  private String lines(Markup markup, int room) {
    StringBuilder lines = new StringBuilder();
    int left = room;
    for (String line : list) {
      String written = (lines.isEmpty() ? "" : "\n") + markup.fit(line, Math.max(0, left - 1));
      left -= markup.sizeOf(written);
      if (left <= 0) {
        return lines + "\n…";
      }
      lines.append(written);
    }
    return lines.toString();
  }
}
