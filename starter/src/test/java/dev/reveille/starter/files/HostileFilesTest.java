package dev.reveille.starter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.reveille.starter.files.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 2,000 generated files, the same each time, none of which may do worse than be refused. */
class HostileFilesTest {
  private static final int FILES = 2000;
  private static final long SEED = 20261121;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Pattern TRACE =
      Pattern.compile("Exception|\\bat [a-z]+(\\.[a-z]+)+|java\\.|com\\.fasterxml|snakeyaml|null$");

  private static final String GOOD =
      """
      name: nightly-optimizer
      sessionTarget: isolated
      schedule: {kind: cron, expr: "0 22 * * *", tz: America/Los_Angeles, stagger: 5s, dst: once}
      payload:
        kind: agentTurn
        message: Tune tonight's plan from the files in data/.
        model: openai/gpt-5.4-nano
        timeoutSeconds: 30
      agent: codex
      workspace: .
      pin: {policy: strict, lock: {reasoning_effort: low}}
      boot: {timeout: 60s, warnAt: 70%, retry: {maxAttempts: 3, initialInterval: 10s}}
      expect:
        tools: {atLeast: 1}
        files: [{glob: "out/plan-*.md", fresh: true, atMost: 3}]
        output: {schema: {type: object, required: [plan], properties: {plan: {pattern: "^[a-z]+$"}}}}
        source: {command: [count, "{run}"], timeout: 5s}
        duration: {min: 1s, max: 20s}
        cost: {atMost: 0.5}
        check: {command: [sh, -c, "test -s plan.md"], timeout: 5s}
      permissions: fail
      network: {allow: ["api.github.com:443"]}
      env: {A: "{token}", B: {fromEnv: B}}
      catchup: 10m
      alerts: [oncall]
      """;

  private static final List<String> VALUES =
      List.of(
          "no",
          "010",
          "~",
          "[]",
          "{}",
          "[[]]",
          "{a: {b: [1, {c: d}]}}",
          "0x7fffffffffffffff",
          "99999999999999999999999999",
          "1e999999999",
          "-1",
          ".nan",
          "-.inf",
          "''",
          "\"\"",
          "\"\\0\"",
          "\"\\ud800\"",
          "'\u202Egnp.exe'",
          "\"\\U0010FFFF\"",
          "*alias",
          "&anchor x",
          "!!java/object x",
          "!<tag:x> y",
          "../../../etc/passwd",
          "/etc/shadow",
          "'session:../../x'",
          "'a\nb'",
          "|\n  x",
          ">-\n  x",
          "? x",
          "- - - x",
          "'{model}{nope}${HOME}'",
          "2026-13-45",
          "12:30:45",
          "0o8",
          "1_000",
          "true",
          "sk-abcdefghijklmnopqrstuvwxyz0123",
          "👩‍👩‍👧‍👦",
          "مرحبا",
          "z̸͍̓a̷l̶g̵o̶",
          "=",
          "<<",
          "%x",
          "@x",
          "`x`",
          "{a: 1, a: 2}",
          "[1, 2",
          "\"open",
          "a: b: c",
          "#",
          "\t",
          "0 0 31 2 *",
          "@every 0s",
          "9999999999999d",
          "1e5s",
          "100%",
          "*/0 * * * *");

  @TempDir Path dir;

  @Test
  void two_thousand_hostile_files_are_refused_with_file_and_line_and_nothing_else() {
    TestFolder folder = TestFolder.in(dir);
    Random random = new Random(SEED);
    List<String> failures = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      boolean json = random.nextInt(4) == 0;
      byte[] content = hostile(random, json);
      String name = json ? "jobs/a.json" : "jobs/a.yaml";
      folder.with(name, content).with(json ? "jobs/a.yaml" : "jobs/a.json", "[]");
      Instant start = Instant.now();
      try {
        FolderReading reading = folder.read();
        refused += reading.hasErrors() ? 1 : 0;
        judge(reading, name, content, failures);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        failures.add(i + ": " + e + " of " + new String(content, StandardCharsets.UTF_8));
      }
      if (Duration.between(start, Instant.now()).compareTo(LONGEST) > 0) {
        failures.add(i + ": took longer than " + LONGEST);
      }
    }

    assertThat(failures).isEmpty();
    assertThat(refused).isGreaterThan(FILES * 3 / 4);
  }

  @Test
  void a_file_full_of_nonsense_is_refused_in_bounded_time_and_words() {
    StringBuilder unknown = new StringBuilder("name: x\n");
    for (int i = 0; i < 150_000; i++) {
      unknown.append("schedul").append(i).append(": 1\n");
    }
    for (String content :
        List.of(
            unknown.toString(), "[" + "1,".repeat(500_000) + "1]", "- {a: [\n".repeat(100_000))) {
      TestFolder folder = TestFolder.in(dir).with("jobs/a.yaml", content);
      FolderReading reading = assertTimeout(Duration.ofSeconds(30), folder::read);
      assertThat(reading.hasErrors()).isTrue();
      assertThat(reading.problems()).hasSizeLessThanOrEqualTo(201);
    }
  }

  private static void judge(
      FolderReading reading, String name, byte[] content, List<String> failures) {
    long lines = 2 + new String(content, StandardCharsets.UTF_8).lines().count();
    for (Problem problem : reading.problems()) {
      boolean placed =
          problem.file().equals(name)
              && problem.line() >= 1
              && problem.line() <= lines
              && problem.column() >= 1;
      boolean oneLine = problem.text().codePoints().noneMatch(Character::isISOControl);
      if (!placed
          || !oneLine
          || problem.message().length() > 1200
          || problem.message().contains("abcdefghijklmnop")
          || TRACE.matcher(problem.message()).find()) {
        failures.add(
            problem.text() + "\n--- of ---\n" + new String(content, StandardCharsets.UTF_8));
      }
    }
    reading
        .jobs()
        .forEach(
            job -> {
              if (!job.definition().id().matches("[a-z0-9][a-z0-9-]{0,62}")) {
                failures.add("the id " + job.definition().id());
              }
            });
  }

  private static byte[] hostile(Random random, boolean json) {
    if (json) {
      return hostileJson(random);
    }
    List<String> lines = new ArrayList<>(GOOD.lines().toList());
    int way = random.nextInt(9);
    int at = random.nextInt(lines.size());
    String value = VALUES.get(random.nextInt(VALUES.size()));
    switch (way) {
      case 0 -> {
        return cut(GOOD, random).getBytes(StandardCharsets.UTF_8);
      }
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.set(at, lines.get(at).replaceFirst(":.*", ": ") + value);
      case 3 -> lines.set(at, lines.get(at).replaceFirst("^( *)\\w+", "$1" + quoteFree(value)));
      case 4 -> lines.add(at, value);
      case 5 -> lines.set(0, "name: " + value);
      case 6 -> {
        return nested(random).getBytes(StandardCharsets.UTF_8);
      }
      case 7 -> {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
      }
      default -> lines.set(at, lines.get(at).replace(" ", random.nextBoolean() ? "\t" : "  \r"));
    }
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hostileJson(Random random) {
    String good = TestFolder.resource("/seeds/isolated-zh.json");
    String value = VALUES.get(random.nextInt(VALUES.size()));
    String changed =
        switch (random.nextInt(4)) {
          case 0 -> cut(good, random);
          case 1 -> good.replace("\"isolated\"", value);
          case 2 ->
              good.replaceFirst("\"(name|schedule|kind|message)\"", "\"" + quoteFree(value) + "\"");
          default -> nested(random);
        };
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  private static String cut(String text, Random random) {
    return text.substring(0, random.nextInt(text.length()));
  }

  private static String nested(Random random) {
    String[] opening = {"[", "{\"a\":", "{a: ", "- ", "? ", "[{", "\"", "|\n "};
    return "name: x\n".repeat(random.nextInt(2))
        + opening[random.nextInt(opening.length)].repeat(1 + random.nextInt(5_000));
  }

  /** A value that can stand in a replacement without meaning a group. */
  private static String quoteFree(String value) {
    return value.replaceAll("[\\\\$\"]", "");
  }
}
