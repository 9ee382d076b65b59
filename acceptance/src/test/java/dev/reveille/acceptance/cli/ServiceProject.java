package dev.reveille.acceptance.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code examples/client} in a folder of its own, built by its own POM against the artifacts of
 * this build. They stand in a repository of their own too, before that of this machine, which stays
 * as it is.
 *
 * @param folder of the project
 */
record ServiceProject(Path folder) {
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final long LIMIT_SECONDS = 120;

  /** Copies and builds it; without a network where this machine has all that it takes. */
  static ServiceProject build(Path root) throws Exception {
    Path folder = Files.createDirectories(root.resolve("greeter"));
    Path example = Clone.root().resolve("examples/client");
    Files.copy(example.resolve("pom.xml"), folder.resolve("pom.xml"));
    Trees.copy(example.resolve("src"), folder.resolve("src"));
    Path repository = root.resolve("repository");
    install(repository, "parent", Clone.root().resolve("pom.xml"));
    for (String module : List.of("domain", "workflows", "starter")) {
      Path of = Clone.root().resolve(module);
      Path home = install(repository, module, of.resolve("pom.xml"));
      String jar = "reveille-" + module + "-" + VERSION + ".jar";
      Files.copy(of.resolve("target").resolve(jar), home.resolve(jar));
    }
    List<String> maven =
        List.of(
            Clone.root().resolve("mvnw").toString(),
            "-q",
            "-B",
            "-ntp",
            "-Dmaven.repo.local=" + repository,
            "-Dmaven.repo.local.tail=" + repositoryOfThisMachine(),
            "package");
    List<String> offline = new ArrayList<>(maven);
    offline.add("-o");
    ServiceProject project = new ServiceProject(folder);
    if (project.call(offline).code() != 0) {
      project.call(maven).good();
    }
    return project;
  }

  private static Path install(Path repository, String module, Path pom) throws IOException {
    Path home =
        Files.createDirectories(
            repository.resolve("dev/reveille/reveille-" + module).resolve(VERSION));
    Files.copy(pom, home.resolve("reveille-" + module + "-" + VERSION + ".pom"));
    return home;
  }

  /** Where the SDK of these very tests was found. */
  private static Path repositoryOfThisMachine() throws URISyntaxException {
    Path jar =
        Path.of(WorkflowClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path repository = jar;
    for (int i = 0; i < "io/temporal/temporal-sdk/version/jar".split("/").length; i++) {
      repository = requireNonNull(repository.getParent());
    }
    assertThat(repository.resolve("io/temporal/temporal-sdk")).isDirectory();
    return repository;
  }

  /** The jars that its POM brings, without their versions. */
  List<String> jars() throws IOException {
    try (Stream<Path> all = Files.list(program())) {
      return all.map(jar -> jar.getFileName().toString().replaceAll("-[0-9].*", ""))
          .sorted()
          .toList();
    }
  }

  /** Runs it, with nothing but those jars. */
  Said run(String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                program() + "/*",
                "example.Greeter"));
    command.addAll(List.of(args));
    return call(command);
  }

  private Path program() {
    return folder.resolve("target/greeter");
  }

  private Said call(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end; it said " + Files.readString(out));
    }
    return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
