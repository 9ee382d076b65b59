package dev.reveille.activities.boot;

import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Network;

/** Says in words what a run really reaches, which every run's record shows. */
final class Reachable {
  private static final String ALL = "host: all that this machine reaches, ";

  private Reachable() {}

  static String by(JobDefinition definition, Isolation.Kind isolation) {
    Network network = definition.network();
    if (definition.agent() == null) {
      return ALL + "as any command of the user";
    }
    if (network.kind() == Network.Kind.HOST) {
      return ALL + "by the job's explicit choice";
    }
    if (isolation == Isolation.Kind.NONE) {
      return ALL + "because nothing isolates this run";
    }
    return network.kind() == Network.Kind.GATEWAY
        ? "the gateway alone"
        : "the gateway and, through its proxy, " + String.join(", ", network.allow());
  }
}
