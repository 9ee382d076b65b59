package dev.reveille.cli.temporal;

import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user's Temporal profile, read as Temporal's own programs do: {@code temporal.toml} (of {@code
 * TEMPORAL_CONFIG_FILE}, else of the user's configuration folder), its profile {@code
 * TEMPORAL_PROFILE} or {@code default}, and over it the {@code TEMPORAL_*} variables.
 */
record TemporalProfile(ClientConfigProfile settings) {
  static TemporalProfile load(Map<String, String> environment) throws InvalidTarget {
    var file = environment.getOrDefault("TEMPORAL_CONFIG_FILE", "");
    if (!file.isEmpty() && !Files.exists(Path.of(file))) {
      throw new InvalidTarget(
          "TEMPORAL_CONFIG_FILE names " + file + ", which does not exist; correct or unset it");
    }
    try {
      var profile = new TemporalProfile(read(environment));
      var chosen = environment.getOrDefault("TEMPORAL_PROFILE", "");
      if (!chosen.isEmpty() && profile.address() == null) {
        throw new InvalidTarget(
            "TEMPORAL_PROFILE chooses the profile \""
                + chosen
                + "\", which has no address; add one to it, or unset TEMPORAL_PROFILE");
      }
      return profile;
    } catch (IOException | RuntimeException e) {
      throw new InvalidTarget(
          "the Temporal profile (temporal.toml, TEMPORAL_*) cannot be read: " + e.getMessage(), e);
    }
  }

  private static ClientConfigProfile read(Map<String, String> environment) throws IOException {
    var options = LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment);
    try {
      return ClientConfigProfile.load(options.build());
    } catch (NullPointerException e) {
      // The SDK (1.38.0) stumbles over a file without any profile; such a file says nothing.
      return ClientConfigProfile.load(options.setDisableFile(true).build());
    }
  }

  @Nullable String address() {
    return emptyToNull(settings.getAddress());
  }

  /** What the address was read from, in words. */
  String origin(Map<String, String> environment) {
    return environment.getOrDefault("TEMPORAL_ADDRESS", "").isBlank()
        ? "the Temporal profile"
        : "TEMPORAL_ADDRESS";
  }

  @Nullable String namespace() {
    return emptyToNull(settings.getNamespace());
  }

  /** Whether a call goes out encrypted: an API key alone switches it on. */
  boolean secured() {
    var tls = settings.getTls();
    return tls == null
        ? emptyToNull(settings.getApiKey()) != null
        : !Boolean.TRUE.equals(tls.isDisabled());
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
