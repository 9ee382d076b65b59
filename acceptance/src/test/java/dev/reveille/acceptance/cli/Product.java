package dev.reveille.acceptance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code reveille} command of a user whose home, data and sockets are empty folders, and whose
 * caches are those of this machine.
 *
 * @param folder the current folder of the commands, and their job folder
 * @param home the user's home
 * @param more what is added to the environment
 */
record Product(Path folder, Path home, Map<String, String> more) implements AutoCloseable {
  private static final long LIMIT_SECONDS = 120;

  static Product in(Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("desk"));
    // Short, since sockets stand in it.
    Path home = Files.createTempDirectory("rv");
    for (String each : List.of("data", "run", "tmp")) {
      Files.createDirectory(
          home.resolve(each),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return new Product(folder, home, Map.of());
  }

  Product at(Path other) {
    return new Product(other, home, more);
  }

  Product with(String name, String value) {
    Map<String, String> all = new HashMap<>(more);
    all.put(name, value);
    return new Product(folder, home, all);
  }

  Product write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Runs a command to its end, through the launcher at the clone's root. */
  Said call(String... args) throws IOException, InterruptedException {
    return ended(start(List.of(Clone.launcher().toString()), args));
  }

  /** The same within this JVM, for a fraction of the work: for what is asked again and again. */
  Said ask(String... args) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    surround(environment);
    return Said.here(environment, folder, args);
  }

  /** Runs a shell's script to its end; the first command that fails ends it. */
  Said shell(String script) throws IOException, InterruptedException {
    return ended(start(List.of("bash", "-euc"), script));
  }

  /** Starts {@code up} and waits for its {@code ready} document. */
  RunningUp up(String... args) throws Exception {
    return RunningUp.ready(this, start(List.of(Clone.launcher().toString()), with("up", args)));
  }

  private static String[] with(String command, String... args) {
    List<String> all = new ArrayList<>(List.of(command, "-o", "json"));
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  private Started start(List<String> program, String... args) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(args));
    Path out = Files.createTempFile(home.resolve("tmp"), "out", "");
    Path err = Files.createTempFile(home.resolve("tmp"), "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    surround(builder.environment());
    return new Started(builder.start(), out, err);
  }

  private void surround(Map<String, String> environment) {
    Path real = Path.of(System.getProperty("user.home"));
    environment.keySet().removeIf(Product::isTemporals);
    environment.putIfAbsent("XDG_CACHE_HOME", real.resolve(".cache").toString());
    environment.putIfAbsent("NPM_CONFIG_USERCONFIG", real.resolve(".npmrc").toString());
    environment.putIfAbsent("NPM_CONFIG_CACHE", real.resolve(".npm").toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", home.toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    environment.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
    environment.putAll(more);
  }

  private static boolean isTemporals(String variable) {
    return variable.startsWith("TEMPORAL_") && !variable.equals("TEMPORAL_CLI");
  }

  private static Said ended(Started started) throws IOException, InterruptedException {
    if (!started.process().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      started.process().destroyForcibly();
      throw new AssertionError("the command did not end; it said " + started.saidErr());
    }
    return new Said(started.process().exitValue(), started.saidOut(), started.saidErr());
  }

  /** A process whose output goes to files. */
  record Started(Process process, Path out, Path err) {
    String saidOut() throws IOException {
      return Files.readString(out, UTF_8);
    }

    String saidErr() throws IOException {
      return Files.readString(err, UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    Trees.delete(home);
  }
}
