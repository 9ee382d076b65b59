package dev.reveille.activities.runner;

import dev.reveille.activities.acp.AcpSession;
import dev.reveille.activities.acp.AcpTurn;
import dev.reveille.activities.acp.AgentExitedException;
import dev.reveille.activities.acp.PermissionSeen;
import dev.reveille.activities.acp.ToolSeen;
import dev.reveille.activities.acp.TurnListener;
import dev.reveille.activities.acp.TurnResult;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.run.FailureType;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** An ACP agent that waits for its prompt. */
final class AcpAgent implements BootedAgent {
  /** The output itself goes to the watcher; the protocol's copy of it is not needed. */
  private static final int KEEP_CHARS = 1;

  private final AgentProcess process;
  private final AcpSession session;
  private final JobDefinition definition;
  private final Noise noise;
  private volatile @Nullable AcpTurn turn;

  AcpAgent(AgentProcess process, AcpSession session, JobDefinition definition, Noise noise) {
    this.process = process;
    this.session = session;
    this.definition = definition;
    this.noise = noise;
  }

  @Override
  public Turn turn(TurnWatcher watcher) throws TurnException {
    String prompt = definition.payload().message();
    if (prompt == null) {
      throw new IllegalStateException(definition.id() + ": an agent turn without a message");
    }
    if (definition.network().kind() == Network.Kind.HOST) {
      // It can reach a provider past the gateway, which then sees no first request to mark.
      watcher.effect("prompt");
    }
    noise.to(watcher);
    AcpTurn started = AcpTurn.start(session, prompt, KEEP_CHARS, listener(watcher));
    turn = started;
    try {
      TurnResult result = started.result().get();
      if (result.approvalRequired()) {
        throw approval(result);
      }
      return new Turn(result.stopReason(), null, !result.permissions().isEmpty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TurnException(FailureType.EXECUTE_FAILED, "the worker is stopping", null, e);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private static TurnException approval(TurnResult result) {
    PermissionSeen asked = result.permissions().get(0);
    return new TurnException(
        FailureType.APPROVAL_REQUIRED,
        "the agent asked for permission to " + asked.title() + ", and nobody is there to give it",
        null,
        null);
  }

  private static TurnException failed(Throwable cause) {
    Integer code = cause instanceof AgentExitedException exited ? exited.exit().code() : null;
    String said =
        cause instanceof AgentExitedException exited
            ? "the agent ended in the middle of its turn, with "
                + exited.exit().describe()
                + (exited.exit().stderrTail().isBlank()
                    ? ""
                    : ": " + Processes.lastLines(exited.exit().stderrTail().strip()))
            : String.valueOf(cause.getMessage());
    return new TurnException(FailureType.EXECUTE_FAILED, said, code, cause);
  }

  private static TurnListener listener(TurnWatcher watcher) {
    return new TurnListener() {
      @Override
      public void onOutput(String text) {
        watcher.output("out", text);
      }

      @Override
      public void onTool(ToolSeen tool) {
        String name = tool.name() == null ? tool.title() : tool.name();
        watcher.tool(tool.id(), name, tool.status(), tool.startedAt(), tool.endedAt());
      }

      @Override
      public void onPermission(PermissionSeen permission) {
        watcher.permission(permission.title(), permission.answer());
      }

      @Override
      public void onNoise(String line) {
        watcher.output("err", line + "\n");
      }
    };
  }

  @Override
  public void cancel() {
    AcpTurn now = turn;
    if (now != null) {
      now.cancel();
    }
  }

  @Override
  public void end(Duration grace) {
    process.end(grace);
  }
}
