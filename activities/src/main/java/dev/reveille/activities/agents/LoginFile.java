package dev.reveille.activities.agents;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where an agent keeps the login of its own subscription.
 *
 * @param folderVariable environment variable that moves its folder away from the home
 * @param folder its folder in the home otherwise
 * @param name the file's path in that folder
 * @param command what a person runs to log in
 * @param refreshHosts {@code host:port} pairs where the agent renews the login
 */
public record LoginFile(
    String folderVariable, String folder, String name, String command, List<String> refreshHosts) {
  public LoginFile {
    requireNonNull(folderVariable, "folderVariable is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(name, "name is null");
    requireNonNull(command, "command is null");
    refreshHosts = List.copyOf(refreshHosts);
  }

  /** Relative to the home of a run. */
  public String inHome() {
    return folder + "/" + name;
  }
}
