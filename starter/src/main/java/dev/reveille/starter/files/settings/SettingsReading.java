package dev.reveille.starter.files.settings;

import dev.reveille.domain.job.ModelRef;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.layer.ModelNames;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings, and what jobs need to be read against them.
 *
 * @param profiles what each declared profile says of the fields that jobs have too
 * @param models the declared providers, those with errors included
 * @param agentNames the declared and known profiles, those with errors included
 * @param channelNames the declared channels, those with errors included
 */
public record SettingsReading(
    FolderSettings settings,
    @Nullable Form defaults,
    @Nullable ModelRef defaultModel,
    boolean defaultModelWritten,
    Map<String, Form> profiles,
    ModelNames models,
    Set<String> agentNames,
    Set<String> channelNames) {
  public SettingsReading {
    profiles = Map.copyOf(profiles);
    agentNames = Set.copyOf(agentNames);
    channelNames = Set.copyOf(channelNames);
  }
}
