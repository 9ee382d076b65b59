package dev.reveille.worker.board;

import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.domain.slot.Watched;
import dev.reveille.gateway.pace.BreakerState;
import dev.reveille.gateway.pace.LaneView;
import dev.reveille.runlog.BoardReader;
import dev.reveille.runlog.BoardReader.Answers;
import dev.reveille.worker.board.page.Cell;
import dev.reveille.worker.board.page.Chrome;
import dev.reveille.worker.board.page.Clockface;
import dev.reveille.worker.board.page.Links;
import dev.reveille.worker.board.page.RollCallPage;
import dev.reveille.worker.board.page.RollCallPage.Choice;
import dev.reveille.worker.board.page.RollCallPage.Headline;
import dev.reveille.worker.board.page.RollCallPage.JobLine;
import dev.reveille.worker.board.page.RollCallPage.ProviderLine;
import dev.reveille.worker.board.page.RollCallPage.When;
import dev.reveille.worker.board.page.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Roll call as a page. */
final class RollCallView {
  private static final int PART = 50;
  private static final int LONGEST_REASON = 200;

  private final BoardSettings settings;
  private final Clockface clock;

  RollCallView(BoardSettings settings, Clockface clock) {
    this.settings = settings;
    this.clock = clock;
  }

  RollCallPage page(Chrome chrome, String show, String search, int offset) {
    BoardReader board = settings.log().board();
    RollCall roll = RollCall.read(board, settings.owner(), standing(show), search);
    List<RollCall.Line> part = roll.part(offset, PART);
    Map<String, Answers> answers =
        board.answers(
            settings.owner(), part.stream().map(RollCall.Line::job).toList(), RollCall.SLOTS);
    List<JobLine> rows = new ArrayList<>(part.size());
    for (RollCall.Line line : part) {
      Answers answer = answers.get(line.job());
      if (answer != null) {
        rows.add(line(line, answer));
      }
    }
    int next = offset + PART;
    return new RollCallPage(
        chrome,
        headline(roll),
        choices(roll, show),
        providers(settings.worker().get().lanes(), clock),
        show,
        search,
        rows,
        next < roll.wanted().size() ? more(show, search, next) : null,
        roll.wanted().size(),
        RollCall.SLOTS);
  }

  /**
   * @throws Refused for a word that is none
   */
  static @Nullable Standing standing(String code) {
    for (Standing standing : Standing.values()) {
      if (standing.code().equals(code)) {
        return standing;
      }
    }
    if (code.isEmpty()) {
      return null;
    }
    throw new Refused(
        400, "show: '" + code + "' (expected: failing, unsteady, good, new or paused)");
  }

  private static String more(String show, String search, int offset) {
    return "/?show=" + Links.encoded(show) + "&q=" + Links.encoded(search) + "&offset=" + offset;
  }

  private static Headline headline(RollCall roll) {
    Map<Standing, Integer> counts = roll.counts();
    int all = roll.all().size();
    int failing = counts.getOrDefault(Standing.FAILING, 0);
    int unsteady = counts.getOrDefault(Standing.UNSTEADY, 0);
    if (all == 0) {
      return new Headline("none", "No job is scheduled yet", "`reveille apply` schedules them.");
    }
    String stumbled =
        unsteady == 0
            ? ""
            : Clockface.number((long) unsteady)
                + (failing == 0 ? "" : " more")
                + " stumbled within "
                + (unsteady == 1 ? "its" : "their")
                + " last "
                + RollCall.SLOTS
                + " slots.";
    String total = Clockface.number((long) all);
    if (failing == 0) {
      return good(
          all,
          counts.getOrDefault(Standing.NEW, 0),
          counts.getOrDefault(Standing.PAUSED, 0),
          stumbled);
    }
    return new Headline(
        "bad",
        Clockface.number((long) failing)
            + " of "
            + total
            + (all == 1 ? " job" : " jobs")
            + (failing == 1 ? " does not answer" : " do not answer"),
        stumbled);
  }

  /** Who was not called has not answered. */
  private static Headline good(int all, int unheard, int paused, String stumbled) {
    int answer = all - unheard - paused;
    List<String> more = new ArrayList<>();
    if (unheard > 0) {
      more.add(Clockface.number((long) unheard) + " not due yet");
    }
    if (paused > 0) {
      more.add(Clockface.number((long) paused) + " paused");
    }
    String rest = (more.isEmpty() ? "" : String.join(", ", more) + ". ") + stumbled;
    if (answer == 0) {
      return new Headline("none", "No job was called yet", rest.strip());
    }
    String total = Clockface.number((long) all);
    String words =
        answer < all
            ? Clockface.number((long) answer)
                + " of "
                + total
                + (answer == 1 ? " jobs answers" : " jobs answer")
            : all == 1 ? "The one job answers" : "All " + total + " jobs answer";
    return new Headline("good", words, rest.strip());
  }

  private static List<Choice> choices(RollCall roll, String show) {
    Map<Standing, Integer> counts = roll.counts();
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", "All", "every job", roll.all().size(), show.isEmpty()));
    for (Standing each : Standing.values()) {
      choices.add(
          new Choice(
              each.code(),
              each.word(),
              each.meaning(),
              counts.getOrDefault(each, 0),
              each.code().equals(show)));
    }
    return choices;
  }

  static List<ProviderLine> providers(List<LaneView> lanes, Clockface clock) {
    return lanes.stream()
        .map(
            lane -> {
              boolean open = lane.breaker() == BreakerState.OPEN;
              boolean trying = lane.breaker() == BreakerState.HALF_OPEN;
              return new ProviderLine(
                  lane.provider(),
                  open ? "bad" : trying || lane.waiting() > 0 ? "warn" : "good",
                  open ? "held back" : trying ? "tried again" : "flowing",
                  lane.underWay()
                      + " of "
                      + lane.limit()
                      + " under way, "
                      + lane.waiting()
                      + " waiting; "
                      + Clockface.number(lane.sent())
                      + " sent, "
                      + Clockface.number(lane.refused())
                      + " refused");
            })
        .toList();
  }

  private JobLine line(RollCall.Line line, Answers answer) {
    BoardReader.Latest latest = answer.latest();
    Instant next = line.next(answer.promise(), clock.now());
    return new JobLine(
        line.job(),
        Links.job(line.job()),
        Spoken.cut(Safe.line(answer.promise().jobName()), 80),
        detail(latest),
        line.standing(),
        why(line, answer),
        Cell.of(answer.slots(), clock),
        summary(line),
        latest == null ? null : when(latest.openedAt()),
        next == null ? null : when(next));
  }

  private static String detail(BoardReader.@Nullable Latest latest) {
    if (latest == null) {
      return "";
    }
    String agent = Objects.requireNonNullElse(latest.agent(), "command");
    String pinned = latest.pinned();
    return Safe.line(pinned == null ? agent : agent + " · " + pinned);
  }

  private static String why(RollCall.Line line, Answers answer) {
    if (line.roll().watched() == Watched.GONE) {
      return "its schedule was removed in Temporal by hand";
    }
    if (line.roll().watched() == Watched.CHANGED) {
      return "its times were changed in Temporal by hand";
    }
    return line.standing() == Standing.FAILING ? worst(answer.slots()) : "";
  }

  /** Why the newest slot that went wrong did. */
  private static String worst(List<ServedSlot> slots) {
    for (int i = slots.size() - 1; i >= 0; i--) {
      String message = slots.get(i).message();
      if (message != null && Cell.isBad(slots.get(i))) {
        return Spoken.cut(Safe.line(message), LONGEST_REASON);
      }
    }
    return "";
  }

  private static String summary(RollCall.Line line) {
    int slots = line.roll().marks().length();
    int bad = Standing.bad(line.roll().marks());
    return slots == 0
        ? "no slots yet"
        : "last " + Spoken.count(slots, "slot") + ": " + (bad == 0 ? "none" : bad) + " went wrong";
  }

  private When when(Instant instant) {
    return new When(clock.away(instant), clock.at(instant), instant.toString());
  }
}
