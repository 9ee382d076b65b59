package dev.reveille.agent;

import dev.reveille.agent.acp.AcpServer;
import dev.reveille.agent.acp.Wire;
import dev.reveille.agent.settings.SettingsException;
import dev.reveille.agent.settings.Surroundings;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Speaks ACP on standard input and output until the input ends. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Not one stray word of a library may get among the messages.
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    // The token of the attempt is sent to the gateway's proxy as a password.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly),
                "last"));
    int code = 0;
    try {
      AcpServer server = new AcpServer(new Wire(out), Surroundings.of(System.getenv()));
      server.serve(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16));
      server.stop();
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      code = 2;
    } catch (IOException e) {
      System.err.println("standard input broke: " + e.getMessage());
      code = 1;
    }
    System.exit(code);
  }
}
