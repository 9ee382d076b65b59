package dev.reveille.domain.alert;

import dev.reveille.domain.Json;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.alert.Incidents.Failure;
import dev.reveille.domain.alert.Notice.Item;
import dev.reveille.domain.alert.Notice.Kind;
import dev.reveille.domain.run.FailureType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says incidents in words. */
final class Wording {
  private static final int NAME_CHARS = 100;
  private static final int MESSAGE_CHARS = 160;
  private static final int NAMED_JOBS = 10;
  private static final int MOST_ITEMS = 50;
  private static final String SECOND_HAND = "unreached-";

  private Wording() {}

  /** What is kept of it, since thousands may have to be. */
  static Item cut(Item item) {
    return new Item(
        item.job(),
        Spoken.cut(item.jobName(), NAME_CHARS),
        item.due(),
        item.verdict(),
        Spoken.cut(item.message(), MESSAGE_CHARS),
        item.workflowId(),
        item.runId());
  }

  static Notice failures(String owner, String cause, List<Failure> failures, Instant now) {
    List<Item> items = failures.stream().map(failure -> failure.waiting().item()).toList();
    Failure first = failures.get(0);
    if (failures.size() == 1) {
      return notice(
          Kind.FAILURE,
          owner,
          title(first.waiting().item()),
          one(first),
          first.waiting().remedy(),
          items,
          now);
    }
    return notice(
        Kind.DIGEST,
        owner,
        Spoken.count(items.size(), "job") + " failed with one cause: " + what(cause, items),
        Spoken.sentence(items.get(0).message()) + " " + jobs(items),
        first.waiting().remedy(),
        items,
        now);
  }

  static Notice reminders(String owner, List<Trouble> failing, Instant now) {
    Trouble first = failing.get(0);
    List<Item> items = failing.stream().map(trouble -> trouble.streak().last()).toList();
    Instant since =
        failing.stream()
            .map(trouble -> trouble.streak().since())
            .min(Instant::compareTo)
            .orElse(now);
    String age = age(Incidents.between(since, now));
    String last =
        "Last at " + time(first.streak().lastAt()) + ": " + first.streak().last().message();
    return failing.size() == 1
        ? notice(
            Kind.REMINDER,
            owner,
            first.jobName() + " still fails, for " + age + ": " + items.get(0).verdict(),
            Spoken.count(first.streak().failures(), "failure")
                + " in a row since "
                + time(since)
                + ". "
                + Spoken.sentence(last),
            first.streak().remedy(),
            items,
            now)
        : notice(
            Kind.REMINDER,
            owner,
            Spoken.count(items.size(), "job")
                + " still fail, for "
                + age
                + ": "
                + what(first.streak().cause(), items),
            Spoken.sentence(last) + " " + jobs(items),
            first.streak().remedy(),
            items,
            now);
  }

  static Notice recoveries(String owner, List<Trouble> good, Instant now) {
    List<Item> items = new ArrayList<>();
    for (Trouble trouble : good) {
      items.add(
          Optional.ofNullable(trouble.streak().good())
              .map(Trouble.Good::item)
              .orElse(trouble.streak().last()));
    }
    Trouble first = good.get(0);
    String title =
        good.size() == 1
            ? first.jobName() + " is good again"
            : Spoken.count(items.size(), "job") + " are good again";
    Duration lasted = Incidents.between(first.streak().since(), first.streak().lastAt());
    String text =
        good.size() == 1
            ? "It failed for "
                + age(lasted)
                + " ("
                + Spoken.count(first.streak().failures(), "failure")
                + "): "
                + first.streak().last().verdict()
                + "."
            : "They had failed with one cause: "
                + what(first.streak().cause(), List.of(first.streak().last()))
                + ". "
                + jobs(items);
    return notice(Kind.RECOVERY, owner, title, text, null, items, now);
  }

  /** All that waits for one channel, as one notice. */
  static Notice flood(List<Notice> notices, int count, Instant now) {
    List<Item> items = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (Notice notice : notices) {
      items.addAll(notice.items());
      titles.add(Spoken.cut(notice.title(), NAME_CHARS));
    }
    int named = Math.min(NAMED_JOBS, titles.size());
    String more = titles.size() > named ? "; and " + (titles.size() - named) + " more" : "";
    return notice(
        Kind.DIGEST,
        notices.get(0).owner(),
        Spoken.count(count, "notice") + " at once",
        String.join("; ", titles.subList(0, named)) + more + ".",
        "See them all with `reveille runs`.",
        items,
        now);
  }

  /** A channel did not take a notice, for another one to tell. */
  static Notice unreached(String channel, Notice lost, String why, Instant now) {
    return new Notice(
        SECOND_HAND + lost.id(),
        Kind.FAILURE,
        lost.owner(),
        "Alert channel " + channel + " is not reached: " + lost.title(),
        Spoken.sentence(lost.text()) + " The channel said last: " + Spoken.sentence(why),
        "Mend the channel, then `reveille alert test " + channel + "`.",
        lost.items(),
        now);
  }

  /** A run that was made to fail. The same run gives the same notice. */
  static Notice drill(String owner, Item item, Instant now) {
    String id = Json.digest(List.of(Kind.DRILL, owner, item.job(), String.valueOf(item.runId())));
    return new Notice(
        shortened(id),
        Kind.DRILL,
        owner,
        "DRILL: " + title(item),
        "Nothing is wrong: somebody runs `reveille drill --against`, to see that word of a failed run"
            + " arrives here. "
            + Spoken.sentence(item.message()),
        null,
        List.of(cut(item)),
        now);
  }

  private static String shortened(String digest) {
    return digest.substring("sha256:".length()).substring(0, 20);
  }

  /** Whether a notice tells of one that another channel did not take. */
  static boolean isSecondHand(Notice notice) {
    return notice.id().startsWith(SECOND_HAND);
  }

  /** Which jobs fail now; there is at least one. */
  static String failing(List<String> jobs) {
    int named = Math.min(NAMED_JOBS, jobs.size());
    String more = jobs.size() > named ? " and " + (jobs.size() - named) + " more" : "";
    return Spoken.count(jobs.size(), "job")
        + (jobs.size() == 1 ? " fails: " : " fail: ")
        + String.join(", ", jobs.subList(0, named))
        + more
        + ".";
  }

  private static Notice notice(
      Kind kind,
      String owner,
      String title,
      String text,
      @Nullable String remedy,
      List<Item> items,
      Instant now) {
    List<Item> most = items.size() > MOST_ITEMS ? items.subList(0, MOST_ITEMS) : items;
    String id = Json.digest(List.of(kind, owner, title, text, most, now));
    return new Notice(shortened(id), kind, owner, title, text, remedy, most, now);
  }

  private static String title(Item item) {
    if (item.verdict().equals(FailureType.MISSED.name())) {
      return item.jobName() + " did not run: " + item.verdict();
    }
    boolean ofRun = item.workflowId() != null;
    return item.jobName() + (ofRun ? " failed: " : ": ") + item.verdict();
  }

  private static String one(Failure failure) {
    StringBuilder text = new StringBuilder(Spoken.sentence(failure.waiting().item().message()));
    int failures = failure.waiting().failures();
    if (failures > 1) {
      text.append(" That was the last of ")
          .append(failures)
          .append(" failures since ")
          .append(time(failure.waiting().since()))
          .append('.');
    }
    Trouble.Good good = failure.trouble().streak().good();
    if (good != null) {
      text.append(" It was good again at ").append(time(good.at())).append('.');
    }
    return text.toString();
  }

  private static String what(String cause, List<Item> items) {
    String verdict = items.get(0).verdict();
    boolean same = items.stream().allMatch(item -> item.verdict().equals(verdict));
    return !same ? cause : cause.contains(verdict) ? cause : verdict + " (" + cause + ")";
  }

  private static String jobs(List<Item> items) {
    List<String> names = items.stream().map(Item::jobName).distinct().toList();
    int named = Math.min(NAMED_JOBS, names.size());
    String more = names.size() > named ? " and " + (names.size() - named) + " more" : "";
    return "Jobs: " + String.join(", ", names.subList(0, named)) + more + ".";
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** As exact as a person wants it. */
  private static String age(Duration age) {
    Duration rough =
        age.toDays() >= 1
            ? age.truncatedTo(ChronoUnit.HOURS)
            : age.toHours() >= 1
                ? age.truncatedTo(ChronoUnit.MINUTES)
                : age.truncatedTo(ChronoUnit.SECONDS);
    return Spoken.duration(rough);
  }
}
