package dev.reveille.activities.acp;

import java.util.List;

/** The pinned model is not one that the agent offers. */
public final class ModelNotOfferedException extends AcpException {

  private static final long serialVersionUID = 1L;

  private static final int NAMED = 12;

  private final String model;
  private final transient List<String> offered;

  ModelNotOfferedException(String model, List<String> offered, String why) {
    super(
        "model "
            + model
            + " "
            + why
            + " (offered: "
            + String.join(", ", offered.subList(0, Math.min(NAMED, offered.size())))
            + (offered.size() > NAMED ? ", and " + (offered.size() - NAMED) + " more" : "")
            + "); pin one of these, or configure the agent to offer it",
        null);
    this.model = model;
    this.offered = List.copyOf(offered);
  }

  public String model() {
    return model;
  }

  public List<String> offered() {
    return offered;
  }
}
