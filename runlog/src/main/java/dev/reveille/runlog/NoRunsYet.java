package dev.reveille.runlog;

import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.domain.volume.GoodRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run log that nobody has written yet. */
final class NoRunsYet implements ReadableRunLog {
  private final String place;

  NoRunsYet(String place) {
    this.place = place;
  }

  @Override
  public Optional<String> notice() {
    return Optional.of(
        "There is no run log yet at " + place + "; `reveille up` or `reveille worker` makes it.");
  }

  @Override
  public List<RunKey> resolve(String run) {
    return List.of();
  }

  @Override
  public Optional<RunView> find(RunKey key, int maxOutputChars) {
    return Optional.empty();
  }

  @Override
  public List<RunView> list(Query query) {
    return List.of();
  }

  @Override
  public List<ModelCall> modelCalls(RunKey key) {
    return List.of();
  }

  @Override
  public List<ToolCall> toolCalls(RunKey key) {
    return List.of();
  }

  @Override
  public List<ToolUse> toolUses(RunKey key) {
    return List.of();
  }

  @Override
  public List<Tunnel> tunnels(RunKey key) {
    return List.of();
  }

  @Override
  public List<Artifact> artifacts(RunKey key) {
    return List.of();
  }

  @Override
  public List<OutputChunk> output(RunKey key, int afterAttempt, long afterSeq, int limit) {
    return List.of();
  }

  @Override
  public List<RunStatus> lastEnds(String job, RunKey but, int limit) {
    return List.of();
  }

  @Override
  public SlotReader slots() {
    return new NoSlotsYet();
  }

  @Override
  public BootReader boots() {
    return new NoBootsYet();
  }

  @Override
  public BoardReader board() {
    return new NoBoardYet();
  }

  @Override
  public List<RunKey> open(Instant openedBefore, int limit) {
    return List.of();
  }

  @Override
  public List<GoodRun> goodRuns(String job, String lineage) {
    return List.of();
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
