package dev.reveille.cli.temporal;

import org.jspecify.annotations.Nullable;

/**
 * What the command line says of the server.
 *
 * @param address {@code --address}, null when not given
 * @param namespace {@code --namespace}, null when not given
 */
public record TargetFlags(@Nullable String address, @Nullable String namespace) {
  public static final TargetFlags NONE = new TargetFlags(null, null);
}
