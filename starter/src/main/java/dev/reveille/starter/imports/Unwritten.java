package dev.reveille.starter.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.starter.files.job.Identity;
import dev.reveille.starter.files.problem.Shown;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keys that stand in a source and in no job file: each gets the name of a variable, under which its
 * owner puts it into {@code .env}. The keys themselves are not kept. For one thread.
 */
public final class Unwritten {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          ".*(_KEY|_TOKEN|_SECRET|PASSWORD|PASSWD|_PASS|_PWD|_PAT|_CREDENTIALS?|APIKEY)"
              + "|TOKEN|SECRET");
  private static final int LONGEST = 40;

  private final String base;
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * @param job whose name begins the names of its variables
   */
  public Unwritten(String job) {
    String slug = Identity.slug(job).orElse("job");
    String cut = slug.substring(0, Math.min(LONGEST, slug.length()));
    String upper = cut.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    this.base = upper.matches("[0-9].*") ? "JOB_" + upper : upper;
  }

  /** Whether a variable's value is one that is named and never written. */
  public static boolean isKey(String name, String value) {
    boolean reference = value.isBlank() || value.matches("[$/~.@`].*");
    return Shown.holdsKey(value)
        || (!reference && SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).matches());
  }

  /**
   * A name for one more.
   *
   * @param what it is called where it stands, such as {@code PGPASSWORD}
   */
  String name(String what) {
    String wanted = base + "_" + what;
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /** Reports them, and gives the job the variables. */
  public void say(Draft draft, String field, ObjectNode env) {
    for (String name : names) {
      env.putObject(name).put("fromEnv", name);
      draft.notCarried(
          field,
          "a key",
          "keys are named, never written: put it into .env (mode 0600) as "
              + name
              + "=…; the command reads it from there");
    }
  }
}
