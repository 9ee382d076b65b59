package dev.reveille.starter.imports.crontab;

import dev.reveille.domain.Json;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.imports.Draft;
import dev.reveille.starter.imports.Ground;
import dev.reveille.starter.imports.Missing;
import dev.reveille.starter.imports.ShellText;
import dev.reveille.starter.imports.Unwritten;
import dev.reveille.starter.imports.Wishes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A crontab's lines as job files: commands, or turns of the agents that they call. */
public final class CrontabImport {
  /** How the heads of the files name it. */
  public static final String FROM = "crontab";

  private static final int LONGEST_NAME = 60;

  /** What only prepares: a change of folder, or a test. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "^(?:cd\\s+(?:\"[^\"]*\"|'[^']*'|\\S+)\\s*(?:&&|;)\\s*|\\[[^\\]]*]\\s*&&\\s*)+");

  private final List<CronLine> lines;

  private CrontabImport(List<CronLine> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * The lines of a crontab; what cron would refuse is reported.
   *
   * @param users whether a user stands between times and command, as in /etc/crontab
   */
  public static CrontabImport of(String file, String text, boolean users, Problems problems) {
    return new CrontabImport(Crontab.read(file, text, users, problems));
  }

  public int size() {
    return lines.size();
  }

  /** The providers of the models that calls of agents name. */
  public SortedSet<String> providers() {
    SortedSet<String> providers = new TreeSet<>();
    for (CronLine line : lines) {
      Words.of(line.command())
          .flatMap(AgentCall::of)
          .map(AgentCall::model)
          .filter(model -> model.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}/.+"))
          .ifPresent(model -> providers.add(model.substring(0, model.indexOf('/'))));
    }
    return providers;
  }

  /**
   * The lines in our words.
   *
   * @param home where cron would start a command
   * @param user who imports
   * @param agentTurns whether calls of agents become turns of theirs
   */
  public List<Draft> drafts(
      Ground ground, Wishes wishes, Missing missing, String home, String user, boolean agentTurns) {
    LineTranslation.Settings settings =
        new LineTranslation.Settings(ground, wishes, missing, home, user, agentTurns);
    Map<String, Integer> met = new HashMap<>();
    List<Draft> drafts = new ArrayList<>();
    for (CronLine line : lines) {
      // A line has no id: its command is what it is known by, with keys taken out, and not its
      // times, so that it stays the same job when they change.
      String bare = ShellText.of(line.command(), new Unwritten("line")).text();
      String key = Json.digest(line.user() + "\n" + bare).substring(7, 23);
      int before = met.merge(key, 1, Integer::sum) - 1;
      String source = before == 0 ? key : key + "-" + (before + 1);
      Draft draft = new Draft(source, line.place(), name(line));
      LineTranslation.translate(line, draft, settings);
      drafts.add(draft);
    }
    return drafts;
  }

  /** The comment above it, else the program that it is about. */
  private static String name(CronLine line) {
    String remark = line.remark().strip();
    if (!remark.isEmpty() && remark.length() <= LONGEST_NAME && !ShellText.holdsKey(remark)) {
      return remark;
    }
    String[] words = BEFORE.matcher(line.command()).replaceFirst("").split("\\s+");
    for (String word : words) {
      String program = word.replaceAll("[\"']", "").replaceFirst("^.*/", "");
      boolean wrapper =
          program.matches(
              "|-.*|env|nice|ionice|flock|timeout|sudo|bash|sh|zsh|python[0-9.]*|node|perl|ruby"
                  + "|php|time|exec|[0-9.]+[smhd]?|.*=.*|.*\\.lock|\\[|test");
      if (!wrapper && program.matches("[\\w.+-]{1,60}")) {
        return program.replaceFirst("\\.(sh|py|js|mjs|rb|pl|php)$", "");
      }
    }
    return "cron line " + line.number();
  }
}
