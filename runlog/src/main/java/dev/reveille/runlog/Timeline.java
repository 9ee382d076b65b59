package dev.reveille.runlog;

import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run's events say of it; enough for a run whose worker died. */
final class Timeline {
  private static final Set<EventType> BOOT_ENDS =
      EnumSet.of(EventType.BOOT_READY, EventType.BOOT_TIMEOUT, EventType.BOOT_FAILED);
  private static final Set<EventType> BOOTS =
      EnumSet.of(
          EventType.BOOT_STARTED,
          EventType.BOOT_STAGE,
          EventType.BOOT_READY,
          EventType.BOOT_TIMEOUT,
          EventType.BOOT_FAILED);
  private static final Set<EventType> EXECUTE_ENDS =
      EnumSet.of(EventType.EXECUTE_FINISHED, EventType.EXECUTE_TIMEOUT, EventType.EXECUTE_FAILED);
  private static final Set<EventType> EXECUTES =
      EnumSet.of(
          EventType.EXECUTE_STARTED,
          EventType.EXECUTE_FINISHED,
          EventType.EXECUTE_TIMEOUT,
          EventType.EXECUTE_FAILED);

  /** Attempt by attempt, since the clocks of two hosts can differ. */
  private final List<EventRow> events;

  Timeline(List<EventRow> events) {
    List<EventRow> ordered = new ArrayList<>(events);
    ordered.sort(Comparator.comparingInt(EventRow::attempt).thenComparing(EventRow::at));
    this.events = ordered;
  }

  /** Where a run stands that is not settled. */
  RunStatus status() {
    RunStatus status = RunStatus.QUEUED;
    for (EventRow event : events) {
      RunStatus next = statusAfter(event.type());
      if (next != null) {
        status = next;
      }
    }
    // The workflow writes these as attempt 0, and nothing comes after them.
    for (EventRow event : events) {
      RunStatus end = statusAtEnd(event.type());
      if (end != null) {
        return end;
      }
    }
    return status;
  }

  private static @Nullable RunStatus statusAfter(EventType type) {
    return switch (type) {
      case TRIGGERED, QUEUED, DEFERRED -> RunStatus.QUEUED;
      case BOOT_STARTED, BOOT_STAGE, BOOT_READY, BOOT_SLOW, BOOT_TIMEOUT, BOOT_FAILED ->
          RunStatus.BOOTING;
      case EXECUTE_STARTED, EFFECT, PERMISSION_ASKED -> RunStatus.EXECUTING;
      case EXECUTE_FINISHED, EXECUTE_TIMEOUT, EXECUTE_FAILED, VERIFIED, SETTLED ->
          RunStatus.VERIFYING;
      default -> null;
    };
  }

  private static @Nullable RunStatus statusAtEnd(EventType type) {
    return switch (type) {
      case TERMINATED, CANCELLED -> RunStatus.CANCELLED;
      case MISSED -> RunStatus.FAILED;
      case SKIPPED -> RunStatus.SKIPPED;
      default -> null;
    };
  }

  /** The last wait for a seat. */
  @Nullable Long queuedMillis() {
    Long millis = null;
    for (EventRow event : events) {
      Long said = event.number("queuedMillis");
      if (said != null) {
        millis = said;
      } else if (event.type() == EventType.BOOT_STARTED) {
        EventRow queued = last(EnumSet.of(EventType.QUEUED), event.attempt());
        if (queued != null) {
          millis = Math.max(0, queued.at().until(event.at(), java.time.temporal.ChronoUnit.MILLIS));
        }
      }
    }
    return millis;
  }

  @Nullable String deferred() {
    String reason = null;
    for (EventRow event : events) {
      String said = event.text("deferred");
      reason = said == null ? reason : said;
    }
    return reason;
  }

  RunView.@Nullable Boot boot(long limitMillis) {
    int attempt = lastAttempt(BOOTS);
    if (attempt < 0) {
      return null;
    }
    EventRow end = last(BOOT_ENDS, attempt);
    EventRow lost = end == null ? last(EnumSet.of(EventType.HOST_LOST), attempt) : null;
    return new RunView.Boot(
        attempts(BOOTS),
        end == null ? null : end.number("millis"),
        limitMillis,
        stages(attempt),
        lost != null ? reason(lost, "host lost") : end == null ? null : end.text("reason"),
        end == null ? null : exitCode(end));
  }

  private List<BootStage> stages(int attempt) {
    List<BootStage> stages = new ArrayList<>();
    for (EventRow event : events) {
      if (event.type() == EventType.BOOT_STAGE && event.attempt() == attempt) {
        String name = event.text("stage");
        Long millis = event.number("millis");
        stages.add(
            new BootStage(
                name == null ? event.stage() : name, event.at(), millis == null ? 0 : millis));
      }
    }
    return stages;
  }

  RunView.@Nullable Execute execute(long limitMillis) {
    int attempt = lastAttempt(EXECUTES);
    if (attempt < 0) {
      return null;
    }
    EventRow end = last(EXECUTE_ENDS, attempt);
    return new RunView.Execute(
        attempts(EXECUTES),
        end == null ? null : end.number("millis"),
        limitMillis,
        end == null ? null : end.text("stopReason"),
        end == null ? null : exitCode(end));
  }

  private static String reason(EventRow event, String otherwise) {
    String reason = event.text("reason");
    return reason == null ? otherwise : reason;
  }

  private static @Nullable Integer exitCode(EventRow event) {
    Long code = event.number("exitCode");
    return code == null ? null : Math.toIntExact(code);
  }

  private int attempts(Set<EventType> types) {
    return (int)
        events.stream()
            .filter(event -> types.contains(event.type()))
            .mapToInt(EventRow::attempt)
            .distinct()
            .count();
  }

  private int lastAttempt(Set<EventType> types) {
    return events.stream()
        .filter(event -> types.contains(event.type()))
        .mapToInt(EventRow::attempt)
        .max()
        .orElse(-1);
  }

  private @Nullable EventRow last(Set<EventType> types, int attempt) {
    EventRow last = null;
    for (EventRow event : events) {
      if (event.attempt() == attempt && types.contains(event.type())) {
        last = event;
      }
    }
    return last;
  }
}
