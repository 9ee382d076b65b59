package dev.reveille.bench.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program that is measured, from its start to its end. */
final class Program implements AutoCloseable {
  private static final int GRACE_SECONDS = 10;

  private final String name;
  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  Program(String name, List<String> command, Map<String, String> more, Path folder)
      throws IOException {
    this.name = name;
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(more);
    this.process = builder.start();
    Thread reader = new Thread(this::read, "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** A class of ours in a JVM as the launcher starts it. */
  static List<String> java(Class<?> main, List<String> options, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (lines.size() < 1_000) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      // It has ended, and that is seen elsewhere.
    }
  }

  /** Blocks until a line matches, and returns its first group. */
  String await(Pattern pattern, int seconds) throws InterruptedException {
    StringBuilder said = new StringBuilder();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < deadline) {
      String line = lines.poll(200, TimeUnit.MILLISECONDS);
      if (line == null) {
        if (!process.isAlive()) {
          break;
        }
        continue;
      }
      said.append(line).append('\n');
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IllegalStateException(
        name + " did not get ready within " + seconds + " s; it said:\n" + said);
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** What it printed that nobody awaited. */
  String said() {
    return "; it said:\n" + String.join("\n", lines);
  }

  /** Resident now, with all it started, in MiB. */
  double residentMib() {
    return mib("VmRSS:");
  }

  /** The most that was ever resident. */
  double peakMib() {
    return mib("VmHWM:");
  }

  private double mib(String field) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(each -> mib(each.pid(), field))
        .sum();
  }

  private static double mib(long pid, String field) {
    try (Stream<String> status = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return status
          .filter(line -> line.startsWith(field))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  /** CPU seconds used so far. */
  double cpuSeconds() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(
            each -> each.info().totalCpuDuration().map(used -> used.toNanos() / 1e9).orElse(0.0))
        .sum();
  }

  @Override
  public void close() throws InterruptedException {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    below.forEach(ProcessHandle::destroyForcibly);
  }
}
