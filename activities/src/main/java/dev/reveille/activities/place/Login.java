package dev.reveille.activities.place;

import dev.reveille.activities.agents.KnownAgent;
import dev.reveille.activities.agents.LoginFile;
import dev.reveille.activities.runner.BootException;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.settings.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An agent's own login, taken for one turn.
 *
 * @param file on the host, by its real path
 * @param inHome where the agent looks for it, relative to its home
 * @param hosts where it is renewed
 */
record Login(Path file, String inHome, List<String> hosts, LoginClaim claim)
    implements AutoCloseable {

  /**
   * The login that a turn needs, taken; empty where the gateway has the key, or where the agent is
   * none we know: such a one is given its login by its own profile.
   *
   * @param variables the worker's environment
   */
  static Optional<Login> take(
      Provider provider,
      @Nullable AgentProfile profile,
      String run,
      UnaryOperator<@Nullable String> variables)
      throws BootException {
    Optional<KnownAgent> agent = agent(provider, profile);
    if (agent.isEmpty()) {
      return Optional.empty();
    }
    LoginFile login =
        agent
            .get()
            .login()
            .orElseThrow(
                () ->
                    new BootException(
                        agent.get().word()
                            + " keeps no login that a run can be lent; give its provider a key by"
                            + " keyEnv in place of keyFrom: agent",
                        false,
                        null,
                        null));
    Path file = file(login, variables);
    if (!Files.isRegularFile(file)) {
      throw new BootException(
          agent.get().word()
              + " is to use its own login (keyFrom: agent), but there is none at "
              + file
              + "; run `"
              + login.command()
              + "` as the user of the worker",
          false,
          null,
          null);
    }
    try {
      LoginClaim claim = LoginClaim.take(file, run);
      return Optional.of(new Login(file.toRealPath(), login.inHome(), login.refreshHosts(), claim));
    } catch (LoginClaim.Taken e) {
      throw new BootException(String.valueOf(e.getMessage()), true, null, e);
    } catch (IOException e) {
      throw new BootException(
          "the login " + file + " cannot be taken for this turn: " + e.getMessage(), true, null, e);
    }
  }

  /** Why the login cannot be taken now, where another turn has it; empty in any other case. */
  static Optional<String> taken(
      Provider provider,
      @Nullable AgentProfile profile,
      UnaryOperator<@Nullable String> variables) {
    return agent(provider, profile)
        .flatMap(KnownAgent::login)
        .map(login -> file(login, variables))
        .filter(Files::isRegularFile)
        .flatMap(LoginClaim::holder);
  }

  private static Optional<KnownAgent> agent(Provider provider, @Nullable AgentProfile profile) {
    String name = profile == null ? null : profile.known();
    return name == null || provider.keyFrom() == null ? Optional.empty() : KnownAgent.named(name);
  }

  private static Path file(LoginFile login, UnaryOperator<@Nullable String> variables) {
    String moved = variables.apply(login.folderVariable());
    return (moved == null || moved.isBlank()
            ? Path.of(System.getProperty("user.home"), login.folder())
            : Path.of(moved))
        .resolve(login.name());
  }

  @Override
  public void close() {
    claim.close();
  }
}
