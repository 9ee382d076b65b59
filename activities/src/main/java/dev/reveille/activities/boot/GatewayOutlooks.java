package dev.reveille.activities.boot;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.Gateway;
import dev.reveille.gateway.pace.Outlook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As this host's gateway sees its providers. */
public final class GatewayOutlooks implements Outlooks {
  private final Gateway gateway;
  private final Map<String, Provider> providers;

  public GatewayOutlooks(Gateway gateway, Map<String, Provider> providers) {
    this.gateway = gateway;
    this.providers = Map.copyOf(providers);
  }

  /** The pinned model's; or an open one where a substitute may be tried instead of waiting. */
  @Override
  public Outlook of(JobDefinition definition, Instant due, RunKey run) {
    ModelPin pin = definition.pin();
    if (pin == null) {
      return Outlook.OPEN;
    }
    List<ModelRef> models = new ArrayList<>(List.of(pin.model()));
    if (pin.on().contains(ModelPin.Trouble.OVERLOAD)) {
      models.addAll(pin.substitutes());
    }
    Outlook first = null;
    for (ModelRef model : models) {
      Provider provider = providers.get(model.provider());
      // An unknown provider is the boot's own to report.
      Outlook outlook =
          provider == null || provider.baseUrl() == null
              ? Outlook.OPEN
              : gateway.outlook(provider, due, run);
      if (outlook.takesRequests()) {
        return outlook;
      }
      first = first == null ? outlook : first;
    }
    return first == null ? Outlook.OPEN : first;
  }
}
