package dev.reveille.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way from an agent to the provider.
 *
 * @param program null for the direct way
 */
record Contender(String name, Caller.Target target, @Nullable Program program)
    implements AutoCloseable {
  static final String DIRECT = "direct";
  static final String ALONE = "reveille gateway";
  static final String IN_WORKER = "reveille, with run log";
  static final String PORTKEY = "portkey";
  static final String LITELLM = "litellm";

  private static final Pattern EXPORTED = Pattern.compile("OPENAI_BASE_URL='(http[^']*)'");
  private static final Pattern SERVING = Pattern.compile("serving (http.*)");

  /** As the launcher starts the command. */
  private static final List<String> SMALL_HEAP = List.of("-Xms16m", "-Xmn16m");

  private static final int READY_SECONDS = 120;

  /** It starts with none only when told to take anybody's calls; ours asks for a token too. */
  private static final String MASTER_KEY = "sk-bench-0123456789abcdef0123456789abcdef";

  static Contender direct(int provider) {
    return new Contender(DIRECT, new Caller.Target(provider, "/v1/chat/completions", ""), null);
  }

  /** The command {@code reveille gateway}. */
  static Contender alone(int provider, Path folder) throws Exception {
    Files.createDirectory(folder.resolve("jobs"));
    Files.writeString(
        folder.resolve("reveille.yaml"),
        "providers: {bench: {api: openai, baseUrl: 'http://127.0.0.1:" + provider + "/v1'}}\n");
    Program program =
        new Program(
            ALONE,
            Program.java(
                dev.reveille.cli.Main.class,
                SMALL_HEAP,
                "gateway",
                "--pin",
                "bench/" + Canned.MODEL,
                "--data",
                folder.resolve("data").toString()),
            Map.of(),
            folder);
    return at(ALONE, program, program.await(EXPORTED, READY_SECONDS));
  }

  /** The gateway as a worker has it: every call is written to a run log. */
  static Contender inWorker(int provider, Path folder) throws Exception {
    Program program =
        new Program(
            IN_WORKER,
            Program.java(
                GatewayWithRunLog.class, SMALL_HEAP, Integer.toString(provider), folder.toString()),
            Map.of(),
            folder);
    return at(IN_WORKER, program, program.await(SERVING, READY_SECONDS));
  }

  static Contender portkey(int provider, Path installed, Path folder) throws Exception {
    int port = freePort();
    Program program =
        new Program(
            PORTKEY,
            List.of(
                "node",
                installed
                    .resolve("node_modules/@portkey-ai/gateway/build/start-server.js")
                    .toString(),
                "--headless",
                "--port=" + port),
            Map.of("NODE_ENV", "production"),
            folder);
    String headers =
        "x-portkey-provider: openai\r\nx-portkey-custom-host: http://127.0.0.1:"
            + provider
            + "/v1\r\nAuthorization: Bearer none\r\n";
    return answering(
        new Contender(PORTKEY, new Caller.Target(port, "/v1/chat/completions", headers), program));
  }

  static Contender litellm(int provider, Path installed, Path folder) throws Exception {
    int port = freePort();
    Path config = folder.resolve("litellm.yaml");
    Files.writeString(
        config,
        """
        model_list:
          - model_name: %1$s
            litellm_params: {model: openai/%1$s, api_base: "http://127.0.0.1:%2$d/v1", api_key: none}
        litellm_settings: {telemetry: false, num_retries: 0}
        """
            .formatted(Canned.MODEL, provider));
    Program program =
        new Program(
            LITELLM,
            List.of(
                installed.resolve("bin/litellm").toString(),
                "--config",
                config.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port)),
            Map.of(
                "LITELLM_LOCAL_MODEL_COST_MAP", "True",
                "LITELLM_LOG", "ERROR",
                "LITELLM_MASTER_KEY", MASTER_KEY),
            folder);
    return answering(
        new Contender(
            LITELLM,
            new Caller.Target(
                port, "/v1/chat/completions", "Authorization: Bearer " + MASTER_KEY + "\r\n"),
            program));
  }

  private static Contender at(String name, Program program, String baseUrl) {
    URI uri = URI.create(baseUrl.strip());
    return new Contender(
        name, new Caller.Target(uri.getPort(), uri.getPath() + "/chat/completions", ""), program);
  }

  private static Contender answering(Contender contender) throws Exception {
    long deadline = System.nanoTime() + READY_SECONDS * 1_000_000_000L;
    while (true) {
      try (Caller caller = new Caller(contender.target())) {
        caller.call(Ask.WHOLE);
        return contender;
      } catch (IOException e) {
        Program program = contender.program();
        if (System.nanoTime() > deadline || (program != null && program.hasEnded())) {
          contender.close();
          throw new IllegalStateException(
              contender.name() + " serves nothing" + (program == null ? "" : program.said()), e);
        }
        Thread.sleep(200);
      } catch (RuntimeException e) {
        contender.close();
        throw e;
      }
    }
  }

  /** A part of a measurement. */
  interface Measured {
    void run() throws Exception;
  }

  /** Runs it; a failure says whose it is, and what the program said. */
  void blamed(Measured part) {
    try {
      part.run();
    } catch (Exception e) {
      throw new IllegalStateException(
          name + ": " + e.getMessage() + (program == null ? "" : program.said()), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    Program started = program;
    if (started != null) {
      started.close();
    }
  }
}
