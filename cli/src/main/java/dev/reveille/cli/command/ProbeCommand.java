package dev.reveille.cli.command;

import dev.reveille.cli.probe.ProbeList;
import dev.reveille.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "probe",
    sortOptions = false,
    description =
        "Boot each agent for each session target of the folder's jobs, now, and dismiss it; no"
            + " prompt is sent. Exit 1 when one does not become ready.")
final class ProbeCommand extends ReveilleCommand {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "AGENT",
      description = "only this profile; without it, all that jobs use")
  @Nullable String agent;

  @Override
  int run(Session session) throws Exception {
    return ProbeList.run(session, agent);
  }
}
