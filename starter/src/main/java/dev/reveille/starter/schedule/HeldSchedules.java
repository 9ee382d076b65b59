package dev.reveille.starter.schedule;

import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.Queues;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleListActionStartWorkflow;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Lists our schedules. */
final class HeldSchedules {
  private static final int PAGE = 1_000;
  private static final String PREFIX = Queues.schedule("");

  private HeldSchedules() {}

  /**
   * All that the list shows of a schedule.
   *
   * @param workflow type of what it starts; empty where it starts no workflow
   */
  record Listed(HeldSchedule held, ScheduleSpec spec, String workflow) {}

  static List<HeldSchedule> list(ScheduleClient client) {
    return whole(client).stream().map(Listed::held).toList();
  }

  static List<Listed> whole(ScheduleClient client) {
    try (Stream<ScheduleListDescription> all = client.listSchedules(PAGE)) {
      return all.filter(listed -> listed.getScheduleId().startsWith(PREFIX))
          .map(listed -> new Listed(read(listed), listed.getSchedule().getSpec(), workflow(listed)))
          .toList();
    }
  }

  private static String workflow(ScheduleListDescription listed) {
    return listed.getSchedule().getAction() instanceof ScheduleListActionStartWorkflow start
        ? start.getWorkflow()
        : "";
  }

  private static HeldSchedule read(ScheduleListDescription listed) {
    var state = listed.getSchedule().getState();
    return new HeldSchedule(
        listed.getScheduleId().substring(PREFIX.length()),
        Attributes.text(listed.getSearchAttributes(), Attributes.OWNER),
        Attributes.text(listed.getSearchAttributes(), Attributes.DEFINITION),
        state.isPaused(),
        Objects.requireNonNullElse(state.getNote(), ""),
        listed.getInfo().getNextActionTimes());
  }
}
