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

/** Answers what another reader answers. */
abstract class ReadsThrough implements RunReader {
  private final RunReader reader;

  ReadsThrough(RunReader reader) {
    this.reader = reader;
  }

  @Override
  public List<RunKey> resolve(String run) {
    return reader.resolve(run);
  }

  @Override
  public Optional<RunView> find(RunKey key, int maxOutputChars) {
    return reader.find(key, maxOutputChars);
  }

  @Override
  public List<RunView> list(Query query) {
    return reader.list(query);
  }

  @Override
  public List<ModelCall> modelCalls(RunKey key) {
    return reader.modelCalls(key);
  }

  @Override
  public List<ToolCall> toolCalls(RunKey key) {
    return reader.toolCalls(key);
  }

  @Override
  public List<ToolUse> toolUses(RunKey key) {
    return reader.toolUses(key);
  }

  @Override
  public List<Tunnel> tunnels(RunKey key) {
    return reader.tunnels(key);
  }

  @Override
  public List<Artifact> artifacts(RunKey key) {
    return reader.artifacts(key);
  }

  @Override
  public List<OutputChunk> output(RunKey key, int afterAttempt, long afterSeq, int limit) {
    return reader.output(key, afterAttempt, afterSeq, limit);
  }

  @Override
  public List<RunStatus> lastEnds(String job, RunKey but, int limit) {
    return reader.lastEnds(job, but, limit);
  }

  @Override
  public SlotReader slots() {
    return reader.slots();
  }

  @Override
  public BootReader boots() {
    return reader.boots();
  }

  @Override
  public BoardReader board() {
    return reader.board();
  }

  @Override
  public List<RunKey> open(Instant openedBefore, int limit) {
    return reader.open(openedBefore, limit);
  }

  @Override
  public List<GoodRun> goodRuns(String job, String lineage) {
    return reader.goodRuns(job, lineage);
  }
}
