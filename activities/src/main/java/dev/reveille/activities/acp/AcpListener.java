package dev.reveille.activities.acp;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Is told what an agent sends besides answers, in the order it sent it, on the connection's reader
 * thread: implementations must not block on that connection.
 */
public interface AcpListener {

  AcpListener NONE = new AcpListener() {};

  /** The {@code update} object of a {@code session/update}. */
  default void onUpdate(String sessionId, JsonNode update) {}

  /** A notification that is none of the protocol's own: their names begin with an underscore. */
  default void onExtension(String method, JsonNode params) {}

  /** A permission request, already answered. */
  default void onPermission(PermissionSeen permission) {}

  /** A line that is no JSON-RPC message; the first 200 of a connection, each cut at 2,000 chars. */
  default void onNoise(String line) {}
}
