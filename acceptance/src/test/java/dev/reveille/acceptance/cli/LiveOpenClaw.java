package dev.reveille.acceptance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reveille.acceptance.agents.InstalledAgents;
import dev.reveille.activities.agents.KnownAgent;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenClaw from npm with a home of its own and its gateway, which runs no job. */
final class LiveOpenClaw implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);
  private static final long LIMIT_SECONDS = 120;

  /** Each of its commands takes two seconds of a processor. */
  private static final int AT_ONCE = 3;

  private static final String SETTINGS =
      """
      {"gateway": {"mode": "local", "port": %d, "bind": "loopback",
         "auth": {"mode": "token", "token": "t"}},
       "update": {"checkOnStart": false},
       "models": {"catalogRefresh": {"enabled": false}, "providers": {"house":
         {"baseUrl": "http://127.0.0.1:9/v1", "apiKey": "none", "api": "openai-completions",
          "models": [{"id": "model-a", "name": "A"}]}}},
       "agents": {"defaults": {"model": {"primary": "house/model-a"}, "workspace": "%s",
         "skipBootstrap": true}}}
      """;

  private final Path home;
  private final Process gateway;

  private LiveOpenClaw(Path home, Process gateway) {
    this.home = home;
    this.gateway = gateway;
  }

  static LiveOpenClaw start(Path home) throws Exception {
    InstalledAgents.install(InstalledAgents.folder().resolve("node"), "node@24");
    KnownAgent known = KnownAgent.OPENCLAW;
    InstalledAgents.install(installed(), known.npmPackage() + "@" + known.defaultVersion());
    int port = freePort();
    Path workspace = Files.createDirectories(home.resolve("ws"));
    Files.createDirectories(home.resolve(".openclaw"));
    Files.writeString(home.resolve(".openclaw/openclaw.json"), SETTINGS.formatted(port, workspace));
    Process gateway = begin(home, "gateway", "gateway", "run");
    LiveOpenClaw live = new LiveOpenClaw(home, gateway);
    live.awaitHealth(port);
    return live;
  }

  private static Path installed() {
    KnownAgent known = KnownAgent.OPENCLAW;
    return InstalledAgents.folder().resolve(known.folder()).resolve(known.defaultVersion());
  }

  /** Where its program and its Node are found. */
  static String path() {
    return InstalledAgents.folder().resolve("node/node_modules/node/bin")
        + ":"
        + installed().resolve("node_modules/.bin")
        + ":/usr/bin:/bin";
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  private void awaitHealth(int port) throws Exception {
    URI health = URI.create("http://127.0.0.1:" + port + "/healthz");
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline && gateway.isAlive()) {
      try {
        HttpURLConnection asked = (HttpURLConnection) health.toURL().openConnection();
        if (asked.getResponseCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    close();
    throw new AssertionError("OpenClaw's gateway did not start: " + said("gateway"));
  }

  /** Makes jobs with its own command, some at a time. */
  void add(String[]... jobs) throws Exception {
    List<Process> underWay = new ArrayList<>();
    for (int i = 0; i < jobs.length; i++) {
      List<String> words = new ArrayList<>(List.of("cron", "add"));
      words.addAll(Arrays.asList(jobs[i]));
      underWay.add(begin(home, "add-" + i, words.toArray(String[]::new)));
      if (underWay.size() == AT_ONCE) {
        await(underWay.remove(0), "add-" + (i + 1 - AT_ONCE));
      }
    }
    for (int i = 0; i < underWay.size(); i++) {
      await(underWay.get(i), "add-" + (jobs.length - underWay.size() + i));
    }
  }

  private void await(Process process, String name) throws Exception {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("openclaw failed: " + said(name));
    }
  }

  private String said(String name) throws IOException {
    return Files.readString(home.resolve(name + ".log"), UTF_8);
  }

  private static Process begin(Path home, String name, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("openclaw"));
    command.addAll(List.of(words));
    command.set(0, installed().resolve("node_modules/.bin/openclaw").toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve(name + ".log").toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", path());
    builder.environment().put("OPENCLAW_NO_AUTO_UPDATE", "1");
    builder.environment().put("OPENCLAW_SKIP_CHANNELS", "1");
    builder.environment().put("OPENCLAW_SKIP_CRON", "1");
    return builder.start();
  }

  @Override
  public void close() throws InterruptedException {
    gateway.descendants().forEach(ProcessHandle::destroyForcibly);
    gateway.destroyForcibly().waitFor();
  }
}
