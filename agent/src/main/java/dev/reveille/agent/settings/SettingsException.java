package dev.reveille.agent.settings;

/** The agent was told something it cannot follow. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }
}
