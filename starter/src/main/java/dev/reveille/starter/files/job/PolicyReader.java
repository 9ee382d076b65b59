package dev.reveille.starter.files.job;

import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.job.ExecutePolicy;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Durations;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.layer.FolderPaths;
import dev.reveille.starter.files.layer.LayerFields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes policies of merged layers, with what holds where they are silent. */
final class PolicyReader {
  private static final Duration BOOT = Duration.ofSeconds(60);
  private static final double WARN_AT = 0.7;
  private static final int BOOT_ATTEMPTS = 3;
  private static final Duration MAX_QUEUE = Duration.ofMinutes(10);
  private static final int EXECUTE_ATTEMPTS = 1;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final double BACKOFF = 2.0;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private PolicyReader() {}

  static @Nullable BootPolicy boot(Form layers, Context context) {
    Form boot = layers.get(LayerFields.BOOT);
    RetryPolicy retry = retry(boot, BOOT_ATTEMPTS, context.in("boot.retry"));
    return retry == null
        ? null
        : new BootPolicy(
            or(boot, BOOT),
            boot == null ? WARN_AT : boot.get(LayerFields.WARN_AT, WARN_AT),
            boot == null ? MAX_QUEUE : boot.get(LayerFields.MAX_QUEUE, MAX_QUEUE),
            retry);
  }

  /**
   * The execute policy.
   *
   * @param nearest the job's own timeout in another spelling; null for none
   */
  static @Nullable ExecutePolicy execute(
      Form layers, @Nullable Duration nearest, Duration silent, Context context) {
    Form execute = layers.get(LayerFields.EXECUTE);
    RetryPolicy retry = retry(execute, EXECUTE_ATTEMPTS, context.in("execute.retry"));
    return retry == null
        ? null
        : new ExecutePolicy(nearest == null ? or(execute, silent) : nearest, retry);
  }

  static Isolation isolation(Form layers, Path folder) {
    Form isolation = layers.get(LayerFields.ISOLATION);
    return isolation == null
        ? Isolation.AUTO
        : new Isolation(
            isolation.get(LayerFields.ISOLATION_KIND, Isolation.Kind.AUTO),
            absolute(isolation.get(LayerFields.READ, List.of()), folder),
            absolute(isolation.get(LayerFields.WRITE, List.of()), folder));
  }

  private static List<String> absolute(List<String> paths, Path folder) {
    return paths.stream()
        .flatMap(path -> FolderPaths.absolute(folder, path).stream())
        .map(Path::toString)
        .toList();
  }

  static Network network(Form layers, Network silent) {
    Form network = layers.get(LayerFields.NETWORK);
    Network.Kind kind = network == null ? null : network.get(LayerFields.NETWORK_KIND);
    if (network == null || kind == null) {
      return silent;
    }
    List<String> allow = network.get(LayerFields.ALLOW, List.of());
    if (kind == Network.Kind.ALLOW) {
      return allow.isEmpty() ? silent : new Network(kind, allow);
    }
    return new Network(kind, List.of());
  }

  private static @Nullable RetryPolicy retry(@Nullable Form step, int attempts, Context context) {
    Form retry = step == null ? null : step.get(LayerFields.RETRY);
    if (retry == null) {
      return new RetryPolicy(attempts, FIRST_WAIT, BACKOFF, LONGEST_WAIT);
    }
    Duration longest = retry.get(LayerFields.MAX_INTERVAL, LONGEST_WAIT);
    Duration usual = FIRST_WAIT.compareTo(longest) < 0 ? FIRST_WAIT : longest;
    Duration first = retry.get(LayerFields.INITIAL_INTERVAL, usual);
    if (first.compareTo(longest) > 0) {
      if (retry.has(LayerFields.MAX_INTERVAL)) {
        context
            .in("maxInterval")
            .error(
                retry.placeOf(LayerFields.MAX_INTERVAL),
                Durations.text(longest)
                    + " is shorter than the initialInterval of "
                    + Durations.text(first),
                "write a maxInterval of at least the initialInterval");
        return null;
      }
      longest = first;
    }
    return new RetryPolicy(
        retry.get(LayerFields.MAX_ATTEMPTS, (long) attempts).intValue(),
        first,
        retry.get(LayerFields.BACKOFF, BACKOFF),
        longest);
  }

  private static Duration or(@Nullable Form step, Duration silent) {
    return step == null ? silent : step.get(LayerFields.TIMEOUT, silent);
  }
}
