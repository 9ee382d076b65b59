package dev.reveille.starter.files.job;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a job is called in schedules and runs: its {@code id}, else the slug of its name. */
public final class Identity {
  private static final int LONGEST = 63;
  private static final String SHAPE =
      "up to 63 of a-z, 0-9 and -, beginning with a letter or digit";

  private Identity() {}

  /** The id of a job as written, without judging it. */
  public static Optional<String> of(Mapping job) {
    Node id = job.get("id") == null ? job.get("jobId") : job.get("id");
    if (id instanceof Scalar scalar) {
      return Optional.of(scalar.text());
    }
    return job.get("name") instanceof Scalar name ? slug(name.text()) : Optional.empty();
  }

  /** Where a job as written says what it is called. */
  public static Place placeIn(Mapping job) {
    for (String field : new String[] {"id", "jobId", "name"}) {
      Node node = job.get(field);
      if (node != null) {
        return node.place();
      }
    }
    return job.place();
  }

  /** The job's id, or null after a problem was reported. */
  static @Nullable String read(Form job, Context context) {
    if (job.has(JobFields.ID)) {
      return given(job, context);
    }
    if (!job.has(JobFields.NAME)) {
      context.error(job.place(), "the job has no name", "write name: and what people call it");
      return null;
    }
    String name = job.get(JobFields.NAME);
    if (name == null) {
      return null;
    }
    Optional<String> slug = slug(name);
    if (slug.isEmpty()) {
      context
          .in("name")
          .error(
              job.placeOf(JobFields.NAME),
              Shown.quoted(name) + " holds no letter a-z or digit to make an id of",
              "keep the name and add id: with " + SHAPE);
    }
    return slug.orElse(null);
  }

  private static @Nullable String given(Form job, Context context) {
    String id = job.get(JobFields.ID);
    if (id == null || JobDefinition.ID.matcher(id).matches()) {
      return id;
    }
    context
        .problems()
        .wrongValue(
            job.placeOf(JobFields.ID),
            job.pathOf(JobFields.ID),
            Shown.quoted(id),
            SHAPE,
            slug(id).map(slug -> "did you mean '" + slug + "'?").orElse(null));
    return null;
  }

  /** Lower case, accents dropped, everything else a hyphen. */
  public static Optional<String> slug(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+", "");
    String slug = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("-+$", "");
    return slug.isEmpty() ? Optional.empty() : Optional.of(slug);
  }
}
