package dev.reveille.starter.imports;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The {@code reveille.yaml} that an import writes where there is none. */
public final class FirstSettings {
  private FirstSettings() {}

  /**
   * Its text.
   *
   * @param providers that the jobs' models name
   * @param agent profile of agent turns
   * @param model of jobs that name none; null where nobody said
   */
  public static String text(
      Path folder,
      SortedSet<String> providers,
      Map<String, ProviderHint> hints,
      String agent,
      @Nullable String model) {
    StringBuilder text =
        new StringBuilder("# What the jobs in jobs/ share. All fields: docs/job-files.md\n")
            .append("owner: ")
            .append(owner(folder))
            .append('\n');
    StringBuilder known = new StringBuilder();
    StringBuilder unknown = new StringBuilder();
    for (String name : providers) {
      ProviderHint hint = hints.get(name);
      Optional<String> entry =
          KnownProviders.entry(name, hint != null && hint.isUsable() ? hint : null);
      entry.ifPresent(line -> known.append("  ").append(line).append('\n'));
      if (entry.isEmpty()) {
        unknown.append("  # ").append(KnownProviders.blank(name)).append('\n');
      }
    }
    if (known.length() + unknown.length() > 0) {
      // The keys themselves stand in the environment, or in .env beside this file.
      text.append(known.isEmpty() ? "# providers:\n" : "providers:\n");
      text.append(known).append(unknown);
    }
    boolean usable = model != null && known.indexOf("  " + provider(model) + ": ") >= 0;
    text.append("defaults: {agent: ").append(agent);
    text.append(usable ? ", model: \"" + model + "\"" : "").append("}\n");
    return text.toString();
  }

  private static String provider(String model) {
    return model.substring(0, Math.max(0, model.indexOf('/')));
  }

  private static String owner(Path folder) {
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "me" : slug.substring(0, Math.min(60, slug.length()));
  }
}
