package dev.reveille.domain.boothealth;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.boothealth.BootSample.Ending;
import dev.reveille.domain.boothealth.BootSample.How;
import dev.reveille.domain.boothealth.BootSample.Stage;
import dev.reveille.domain.run.RunKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A series that grows boot by boot, judged after each as the ledger judges it. */
final class Boots {
  static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  static final long LIMIT = 60_000;
  static final double WARN_AT = 0.7;

  static final HostFacts HOST = host("2026-02-20T00:00:00Z", 8, 1.0);

  private final List<BootSample> all = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private final List<Instant> recoveries = new ArrayList<>();
  private boolean warned;
  private String version = "agent 1.0";
  private HostFacts facts = HOST;
  private boolean probe = true;
  private String job = "job";
  private long limit = LIMIT;
  private Predicate<String> stands = any -> true;

  /** A warning, and where the boots were when it came. */
  record Warning(Instant at, long millis, BootHealth health) {
    Growth change() {
      return requireNonNull(health.change());
    }
  }

  static HostFacts host(String up, int cores, double load) {
    return new HostFacts(
        cores,
        16L << 30,
        8L << 30,
        load,
        1.0,
        0.0,
        0.0,
        100L << 30,
        Instant.parse(up),
        Instant.parse(up),
        "Java 17.0.1",
        "Debian GNU/Linux 12",
        null);
  }

  Boots version(String newer) {
    version = newer;
    return this;
  }

  Boots host(HostFacts other) {
    facts = other;
    return this;
  }

  /** Whose settings the next boots have. */
  Boots of(String other, long itsLimit) {
    job = other;
    limit = itsLimit;
    return this;
  }

  Boots gone(String other) {
    stands = any -> !any.equals(other);
    return this;
  }

  Boots ofJobs() {
    probe = false;
    return this;
  }

  /** A boot whose time beyond two seconds goes into its session stage. */
  Boots took(Duration after, double millis) {
    long session = Math.max(1, (long) millis - 2_000);
    long initialize = Math.max(1, (long) millis - session - 100);
    return add(
        after,
        (long) millis,
        Ending.READY,
        null,
        List.of(
            new Stage("spawn", 20),
            new Stage("initialize", initialize),
            new Stage("session", session)));
  }

  /** All within an hour, and judged by nobody. */
  Boots tookAll(double[] millis) {
    for (double one : millis) {
      all.add(sample(days(0), (long) one, Ending.READY, null, List.of()));
    }
    return this;
  }

  Boots hung(Duration after, String stage) {
    return add(after, LIMIT, Ending.TIMEOUT, stage, List.of(new Stage("spawn", 20)));
  }

  private Boots add(
      Duration after, long millis, Ending ending, @Nullable String stage, List<Stage> stages) {
    Instant at = BEGIN.plus(after);
    all.add(sample(after, millis, ending, stage, stages));
    BootHealth health = health(at).orElseThrow();
    if (health.isNearLimit() && !warned) {
      warnings.add(new Warning(at, millis, health));
    } else if (!health.isNearLimit() && warned) {
      recoveries.add(at);
    }
    warned = health.isNearLimit();
    return this;
  }

  private BootSample sample(
      Duration after, long millis, Ending ending, @Nullable String stage, List<Stage> stages) {
    return new BootSample(
        new RunKey("run-" + all.size(), "1"),
        1,
        BEGIN.plus(after),
        "owner",
        job,
        "codex",
        "isolated",
        "den",
        probe,
        How.START,
        ending,
        millis,
        limit,
        WARN_AT,
        stage,
        stages,
        version,
        facts);
  }

  Optional<BootHealth> health(Instant now) {
    int from = Math.max(0, all.size() - 400);
    return BootJudge.judge(all.subList(from, all.size()), now, warned, stands);
  }

  List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  List<Instant> recoveries() {
    return List.copyOf(recoveries);
  }

  List<BootSample> all() {
    return List.copyOf(all);
  }

  static Duration days(double days) {
    return Duration.ofMillis((long) (days * 86_400_000));
  }
}
