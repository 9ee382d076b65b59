package dev.reveille.activities.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.boothealth.HostFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threeten.extra.MutableClock;

class HostWatchTest {
  @TempDir Path root;

  private final MutableClock clock =
      MutableClock.of(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
  private HostWatch watch;

  @BeforeEach
  void a_linux() throws IOException {
    write(
        "proc/meminfo",
        """
        MemTotal:        8000000 kB
        MemFree:          100000 kB
        MemAvailable:    2000000 kB
        """);
    pressure("cpu", "12.50");
    pressure("memory", "0.00");
    pressure("io", "3.25");
    write("proc/stat", "cpu  1 2 3\nbtime 1785542400\nprocesses 7\n");
    write("etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
    watch = watch();
  }

  @Test
  void what_linux_tells_in_files_is_taken_as_it_stands_there() {
    HostFacts facts = watch.now();

    assertThat(facts.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(facts.memoryBytes()).isEqualTo(8_192_000_000L);
    assertThat(facts.memoryFreeBytes()).isEqualTo(2_048_000_000L);
    assertThat(facts.cpuPressure()).isEqualTo(12.5);
    assertThat(facts.memoryPressure()).isZero();
    assertThat(facts.ioPressure()).isEqualTo(3.25);
    assertThat(facts.diskFreeBytes()).isPositive();
    assertThat(facts.hostUpSince()).isEqualTo("2026-08-01T00:00:00Z");
    assertThat(facts.workerUpSince()).isBefore(Instant.now());
    assertThat(facts.runtime()).startsWith("Java ");
    assertThat(facts.osImage()).startsWith("Debian GNU/Linux 12 (bookworm), ");
    assertThat(facts.agentRuntime()).isNull();
  }

  @Test
  void what_a_system_does_not_tell_is_left_out() {
    root = root.resolve("nothing");
    HostFacts facts = watch().now();

    assertThat(facts.memoryBytes()).isNull();
    assertThat(facts.memoryFreeBytes()).isNull();
    assertThat(facts.cpuPressure()).isNull();
    assertThat(facts.hostUpSince()).isNull();
    assertThat(facts.osImage()).isNotBlank();
    assertThat(facts.cores()).isPositive();
  }

  @Test
  void numbers_that_are_none_are_not_known() throws IOException {
    write("proc/meminfo", "MemTotal: 99999999999999999999 kB\nMemAvailable: -1 kB\n");
    pressure("cpu", "1.2.3");
    pressure("io", "NaN");
    write("proc/stat", "btime soon\n");
    write("etc/os-release", "PRETTY_NAME=\"" + "x".repeat(1 << 20));
    HostFacts facts = watch().now();

    assertThat(facts.memoryBytes()).isNull();
    assertThat(facts.memoryFreeBytes()).isNull();
    assertThat(facts.cpuPressure()).isNull();
    assertThat(facts.ioPressure()).isNull();
    assertThat(facts.hostUpSince()).isNull();
    assertThat(facts.osImage()).hasSizeLessThan(300);
  }

  @Test
  void it_looks_once_a_second_and_again_when_the_clock_was_set_back() throws IOException {
    assertThat(watch.now().cpuPressure()).isEqualTo(12.5);
    pressure("cpu", "50.00");
    clock.add(Duration.ofMillis(999));
    assertThat(watch.now().cpuPressure()).isEqualTo(12.5);
    clock.add(Duration.ofMillis(1));
    assertThat(watch.now().cpuPressure()).isEqualTo(50);
    pressure("cpu", "70.00");
    clock.add(Duration.ofHours(-1));
    assertThat(watch.now().cpuPressure()).isEqualTo(70);
  }

  private HostWatch watch() {
    return new HostWatch(new SystemFiles(root), Path.of("."), clock);
  }

  private void pressure(String of, String some) throws IOException {
    write(
        "proc/pressure/" + of,
        "some avg10="
            + some
            + " avg60=9.99 avg300=9.99 total=9\n"
            + "full avg10=88.00 avg60=8.00 avg300=8.00 total=8\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
