package dev.reveille.domain.job;

import org.jspecify.annotations.Nullable;

/** The value of an environment variable: literal text (templates allowed), or another's name. */
public record EnvValue(@Nullable String value, @Nullable String fromEnv) {
  public EnvValue {
    if ((value == null) == (fromEnv == null)) {
      throw new IllegalArgumentException("env: expected either a text or {fromEnv: NAME}");
    }
  }

  public static EnvValue literal(String value) {
    return new EnvValue(value, null);
  }

  public static EnvValue ofVariable(String name) {
    return new EnvValue(null, name);
  }
}
