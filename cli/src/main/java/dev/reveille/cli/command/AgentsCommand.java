package dev.reveille.cli.command;

import dev.reveille.cli.agents.AgentInstall;
import dev.reveille.cli.agents.AgentList;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "agents",
    sortOptions = false,
    description = "List the agents: profiles, what is installed, what is missing.",
    subcommands = {AgentsCommand.ListCommand.class, AgentsCommand.InstallCommand.class})
final class AgentsCommand extends ReveilleCommand {
  @Override
  int run(Session session) throws Exception {
    return AgentList.run(session);
  }

  @Command(name = "list", description = "The same as agents alone.")
  static final class ListCommand extends ReveilleCommand {
    @Override
    int run(Session session) throws Exception {
      return AgentList.run(session);
    }
  }

  @Command(
      name = "install",
      sortOptions = false,
      description = "Install an agent's pinned version, or npm's node, into the data folder.")
  static final class InstallCommand extends ReveilleCommand {
    @Parameters(
        index = "0",
        paramLabel = "NAME[@VERSION]",
        description = "codex, claude, opencode, openclaw, or node")
    String agent = "";

    @Override
    int run(Session session) throws Exception {
      return AgentInstall.run(session, agent);
    }
  }
}
