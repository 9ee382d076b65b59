package dev.reveille.starter.imports.openclaw;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.files.tree.Sequence;
import dev.reveille.starter.imports.Draft;
import dev.reveille.starter.imports.Ground;
import dev.reveille.starter.imports.Missing;
import dev.reveille.starter.imports.Wishes;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * OpenClaw's jobs as job files: from {@code openclaw cron list --all --json}, or a legacy {@code
 * jobs.json}. Needs neither OpenClaw nor a server.
 */
public final class OpenClawImport {
  /** How the heads of the files name it. */
  public static final String FROM = "OpenClaw";

  private final List<Node> jobs;

  private OpenClawImport(List<Node> jobs) {
    this.jobs = List.copyOf(jobs);
  }

  /** The jobs of a document; what is wrong with it is reported. */
  public static OpenClawImport of(Node root, Problems problems) {
    if (root instanceof Sequence list) {
      return new OpenClawImport(list.items());
    }
    if (root instanceof Mapping mapping && mapping.get("jobs") instanceof Sequence list) {
      boolean more =
          mapping.get("hasMore") instanceof Scalar scalar && scalar.text().equals("true");
      if (more) {
        problems.warning(
            mapping.place(),
            "hasMore",
            "this is one page of several, and the other jobs are not in it",
            "write it anew with `openclaw cron list --all --json`");
      }
      return new OpenClawImport(list.items());
    }
    if (root instanceof Mapping mapping
        && (mapping.get("schedule") != null || mapping.get("payload") != null)) {
      return new OpenClawImport(List.of(mapping));
    }
    if (!root.isBroken()) {
      problems.wrongValue(
          root.place(),
          "",
          root.shown(),
          "what `openclaw cron list --all --json` prints, or a legacy jobs.json",
          null);
    }
    return new OpenClawImport(List.of());
  }

  /** How many there are, OpenClaw's own among them. */
  public int size() {
    return jobs.size();
  }

  /** The providers that the jobs' models name. */
  public SortedSet<String> providers() {
    SortedSet<String> providers = new TreeSet<>();
    for (Node node : jobs) {
      if (node instanceof Mapping job && job.get("payload") instanceof Mapping payload) {
        List<Node> models = new ArrayList<>();
        models.add(
            payload.get("model") == null
                ? Scalar.nothing(Place.startOf(""))
                : payload.get("model"));
        if (payload.get("fallbacks") instanceof Sequence list) {
          models.addAll(list.items());
        }
        for (Node model : models) {
          provider(model).ifPresent(providers::add);
        }
      }
    }
    return providers;
  }

  private static java.util.Optional<String> provider(Node model) {
    String text = model instanceof Scalar scalar ? scalar.text().strip() : "";
    String provider = text.substring(0, Math.max(0, text.indexOf('/')));
    return provider.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
        ? java.util.Optional.of(provider)
        : java.util.Optional.empty();
  }

  /** When OpenClaw's jobs are due, by the names that drafts have for their sources. */
  public Map<String, TheirSchedule> schedules(ZoneId host) {
    Map<String, TheirSchedule> schedules = new LinkedHashMap<>();
    for (Node node : jobs) {
      if (node instanceof Mapping job) {
        TheirSchedule.of(job, host)
            .ifPresent(schedule -> schedules.put(OpenClawJob.source(job), schedule));
      }
    }
    return schedules;
  }

  /** The jobs in our words. */
  public List<Draft> drafts(Ground ground, Wishes wishes, Missing missing) {
    Target target = new Target(ground, wishes, missing);
    return jobs.stream().map(node -> OpenClawJob.translate(node, target)).toList();
  }
}
