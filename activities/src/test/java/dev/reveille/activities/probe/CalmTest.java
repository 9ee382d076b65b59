package dev.reveille.activities.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.facts.HostWatch;
import dev.reveille.activities.lease.Seats;
import dev.reveille.domain.boothealth.HostFacts;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.SlotMarkUsedContext;
import io.temporal.worker.tuning.SlotPermit;
import io.temporal.worker.tuning.SlotReserveContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a host is too busy for a probe. */
class CalmTest {
  private static final long GIB = 1L << 30;

  @TempDir Path data;

  @Test
  void a_host_with_room_and_little_to_do_is_calm() {
    assertThat(Calm.busy(host(4.0, 30.0, 30.0, 30.0, 2 * GIB))).isEmpty();
  }

  @Test
  void a_host_that_tells_nothing_is_calm() {
    assertThat(Calm.busy(HostFacts.UNKNOWN)).isEmpty();
  }

  @Test
  void more_runnable_tasks_than_cores_are_named() {
    assertThat(Calm.busy(host(4.1, 0.0, 0.0, 0.0, 8 * GIB)))
        .contains("the host is busy: load 4.1 on 4 cores");
  }

  @Test
  void what_tasks_wait_for_is_named() {
    assertThat(Calm.busy(host(1.0, 30.5, 0.0, 0.0, 8 * GIB)))
        .contains("the host is busy: tasks wait for processors 31 % of the time");
    assertThat(Calm.busy(host(1.0, 0.0, 41.0, 0.0, 8 * GIB)).orElseThrow()).contains("memory 41 %");
    assertThat(Calm.busy(host(1.0, null, null, 99.0, 8 * GIB)).orElseThrow())
        .contains("disks 99 %");
  }

  @Test
  void a_host_without_memory_left_is_named() {
    assertThat(Calm.busy(host(null, null, null, null, GIB)))
        .contains("the host has hardly any memory left");
    assertThat(Calm.busy(host(null, null, null, null, null))).isEmpty();
  }

  @Test
  void the_last_of_several_seats_is_left_to_work() {
    Seats several = new Seats(2);
    Calm calm = new Calm(new HostWatch(data, Clock.systemUTC()), several);
    sit(several);
    assertThat(calm.unless().orElse("")).doesNotContain("seat");
    sit(several);
    assertThat(calm.unless()).contains("the probe would take the host's last free seat");
  }

  @Test
  void a_host_of_one_seat_is_probed_all_the_same() {
    Seats one = new Seats(1);
    sit(one);
    assertThat(new Calm(new HostWatch(data, Clock.systemUTC()), one).unless().orElse(""))
        .doesNotContain("seat");
  }

  private static HostFacts host(
      @Nullable Double load,
      @Nullable Double cpu,
      @Nullable Double memory,
      @Nullable Double io,
      @Nullable Long free) {
    return new HostFacts(
        4, 16 * GIB, free, load, cpu, memory, io, null, null, null, null, null, null);
  }

  /** Takes a seat as Temporal does for a boot. */
  private static void sit(Seats seats) {
    Reserve reserve = new Reserve(seats);
    SlotPermit permit = seats.tryReserveSlot(reserve).orElseThrow();
    seats.markSlotUsed(new Used(new ActivitySlotInfo(boot(), "desk", ""), permit));
  }

  private record Reserve(Seats seats) implements SlotReserveContext<ActivitySlotInfo> {
    @Override
    public String getTaskQueue() {
      return "reveille.boot";
    }

    @Override
    public Map<SlotPermit, ActivitySlotInfo> getUsedSlots() {
      return Map.of();
    }

    @Override
    public String getWorkerIdentity() {
      return "desk";
    }

    @Override
    public String getWorkerBuildId() {
      return "";
    }

    @Override
    public int getNumIssuedSlots() {
      return seats.taken();
    }
  }

  private record Used(ActivitySlotInfo info, SlotPermit permit)
      implements SlotMarkUsedContext<ActivitySlotInfo> {
    @Override
    public ActivitySlotInfo getSlotInfo() {
      return info;
    }

    @Override
    public SlotPermit getSlotPermit() {
      return permit;
    }
  }

  /** What Temporal says of an activity. */
  private static ActivityInfo boot() {
    AtomicReference<ActivityInfo> seen = new AtomicReference<>();
    TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    try {
      environment.registerActivitiesImplementations(
          (Looking) () -> seen.set(Activity.getExecutionContext().getInfo()));
      environment.newActivityStub(Looking.class).look();
    } finally {
      environment.close();
    }
    return Objects.requireNonNull(seen.get(), "the activity did not run");
  }

  /** An activity that looks at itself. */
  @ActivityInterface
  public interface Looking {
    @ActivityMethod
    void look();
  }
}
