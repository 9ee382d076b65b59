package dev.reveille.activities.acp;

/**
 * Is told of a turn as it goes, in order, on the connection's reader thread. Must not block long.
 */
public interface TurnListener {

  TurnListener NONE = new TurnListener() {};

  /** A piece of the agent's answer; the pieces together are the whole output. */
  default void onOutput(String text) {}

  /** A tool call's newest state. */
  default void onTool(ToolSeen tool) {}

  default void onPermission(PermissionSeen permission) {}

  /** A line that is no message of the protocol. */
  default void onNoise(String line) {}
}
