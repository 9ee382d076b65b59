package dev.reveille.starter.schedule;

import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.Queues;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists our schedules. */
final class HeldSchedules {
  private static final int PAGE = 1_000;
  private static final String PREFIX = Queues.schedule("");

  private HeldSchedules() {}

  static List<HeldSchedule> list(ScheduleClient client) {
    try (Stream<ScheduleListDescription> all = client.listSchedules(PAGE)) {
      return all.filter(listed -> listed.getScheduleId().startsWith(PREFIX))
          .map(HeldSchedules::read)
          .toList();
    }
  }

  private static HeldSchedule read(ScheduleListDescription listed) {
    var state = listed.getSchedule().getState();
    return new HeldSchedule(
        listed.getScheduleId().substring(PREFIX.length()),
        attribute(listed.getSearchAttributes(), Attributes.OWNER),
        attribute(listed.getSearchAttributes(), Attributes.DEFINITION),
        state.isPaused(),
        Objects.requireNonNullElse(state.getNote(), ""),
        listed.getInfo().getNextActionTimes());
  }

  private static @Nullable String attribute(
      Map<String, ?> attributes, SearchAttributeKey<String> key) {
    Object value = attributes.get(key.getName());
    if (value instanceof List<?> list) {
      value = list.isEmpty() ? null : list.get(0);
    }
    return value instanceof String text ? text : null;
  }
}
