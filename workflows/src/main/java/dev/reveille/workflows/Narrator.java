package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.job.SessionName;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Deferred;
import dev.reveille.workflows.SessionQueue.Joined;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Says in Temporal's own pages what a run is doing. */
final class Narrator {
  private static final int SUMMARY_CHARS = 120;
  private static final int FINDINGS = 5;

  private final JobDefinition definition;
  private final String who;

  Narrator(JobDefinition definition) {
    this.definition = definition;
    this.who = definition.agent() == null ? "the command" : definition.agent().name();
  }

  void queued(SessionName session, Joined joined, Duration patience) {
    String before =
        joined.before() == 0 ? "" : ": " + Spoken.count(joined.before(), "turn") + " before it";
    say(
        "Waits for "
            + session.words()
            + before
            + (joined.atWork() == null ? "" : ", at work " + joined.atWork())
            + ". Turns go in the order of their due times, one at a time; the job waits for "
            + Spoken.duration(patience)
            + " at most, which is charged to no budget.");
  }

  void attaching() {
    say("The session is this run's own. Making its agent ready for the turn.");
  }

  String attachSummary() {
    return Spoken.cut(
        "attach to " + who + ", at most " + Spoken.duration(definition.boot().timeout()),
        SUMMARY_CHARS);
  }

  void restarting(String why) {
    say("The session's agent has to be started: " + Spoken.sentence(why));
  }

  void booting(int round) {
    RetryPolicy retry = definition.boot().retry();
    say(
        (round == 1 ? "Booting " : "Booting once more (round " + round + "): ")
            + who
            + ". Each boot may take "
            + Spoken.duration(definition.boot().timeout())
            + ", of "
            + Spoken.count(retry.maxAttempts(), "attempt")
            + "; waiting for a free seat is not counted.");
  }

  String bootSummary() {
    return Spoken.cut(
        "boot " + who + ", at most " + Spoken.duration(definition.boot().timeout()), SUMMARY_CHARS);
  }

  void deferred(Deferred deferred, Duration pause, Duration patience) {
    say(
        "Put off for "
            + Spoken.duration(pause)
            + ": "
            + Spoken.sentence(deferred.reason())
            + " No seat is held and no attempt spent; the job waits for "
            + Spoken.duration(patience)
            + " more at most.");
  }

  String deferredSummary(Deferred deferred) {
    return Spoken.cut("put off: " + deferred.reason(), SUMMARY_CHARS);
  }

  void executing(Booted booted) {
    say(
        "Ready after "
            + Spoken.duration(Duration.ofMillis(booted.millis()))
            + ". "
            + (definition.agent() == null ? "The command runs" : who + " is at work")
            + ", for at most "
            + Spoken.duration(definition.execute().timeout())
            + ".");
  }

  String executeSummary() {
    return Spoken.cut(
        "execute " + who + ", at most " + Spoken.duration(definition.execute().timeout()),
        SUMMARY_CHARS);
  }

  void pausing(RunFailed failed, Duration pause) {
    say(
        failed.type()
            + ": "
            + Spoken.sentence(failed.getMessage())
            + " No effect is recorded, so it is tried again in "
            + Spoken.duration(pause)
            + ".");
  }

  void hostLost(HostLost lost) {
    say("Host lost: " + lost.what());
  }

  void checking(Contract.Check check) {
    say(
        "The turn is over. Its check ("
            + check.command().get(0)
            + ") runs, for at most "
            + Spoken.duration(check.timeout())
            + ".");
  }

  String checkSummary(Duration timeout) {
    return "check the work, at most " + Spoken.duration(timeout);
  }

  void verifying() {
    say("The turn is over. Judging the evidence.");
  }

  void ended(End end) {
    StringBuilder words = new StringBuilder(end.verdict()).append(": ").append(end.message());
    end.findings().stream()
        .filter(finding -> !end.message().contains(finding.message()))
        .limit(FINDINGS)
        .forEach(
            finding ->
                words
                    .append("\n\n")
                    .append(finding.severity().word())
                    .append(" ")
                    .append(finding.code())
                    .append(": ")
                    .append(finding.message()));
    say(words.toString());
  }

  private static void say(String words) {
    Workflow.setCurrentDetails(words);
  }
}
