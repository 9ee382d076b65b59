package dev.reveille.acceptance.agents;

import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.ProviderScript;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** What the provider of a run does with the pinned model. */
enum Scenario {
  PINNED(AnsweredModel.echo(), ""),
  DATED(AnsweredModel.suffix("-2026-03-05"), ""),
  SWAPPED(AnsweredModel.fixed("gpt-3.5-turbo"), ""),
  /** Answers with one document, though the agents ask for streams. */
  SWAPPED_WHOLE(AnsweredModel.fixed("gpt-3.5-turbo"), "") {
    @Override
    ProviderScript script() {
      return super.script().whole();
    }
  },
  MINI(AnsweredModel.suffix("-mini"), ""),
  LATEST(AnsweredModel.suffix("-latest"), ""),
  ABSENT(AnsweredModel.absent(), ""),
  /** The agent shows its own login, and the gateway has no key. */
  LOGIN(AnsweredModel.echo(), ""),
  /** Another turn with that login, at the same time. */
  LOGIN_SHARED(AnsweredModel.echo(), "") {
    @Override
    boolean fits(RealAgent agent) {
      return agent == RealAgent.CODEX;
    }
  },
  /** The agent is set to ask another model for titles. */
  SIDE_CALLS(AnsweredModel.echo(), "") {
    @Override
    boolean fits(RealAgent agent) {
      return !agent.sideCalls().isEmpty();
    }

    @Override
    String jobFields(RealAgent agent) {
      return agent.sideCalls();
    }
  },
  /**
   * Codex asks for a title of its own after its turn; the word of its end is held back till then.
   */
  TITLE(AnsweredModel.echo(), "env: {NODE_OPTIONS: '--require {workspace}/hold.js'}\n") {
    @Override
    boolean fits(RealAgent agent) {
      return agent == RealAgent.CODEX;
    }

    @Override
    Map<String, String> files() {
      return Map.of("hold.js", HOLD);
    }

    @Override
    String limit() {
      return "10m"; // till its test comes to let it go
    }
  },
  /** The agent can be told its effort, and is. */
  EFFORT(AnsweredModel.echo(), "pin: {policy: strict, lock: {reasoning_effort: low}}\n") {
    @Override
    boolean fits(RealAgent agent) {
      return agent == RealAgent.CODEX;
    }
  },
  LOCKED(AnsweredModel.echo(), "pin: {policy: strict, lock: {reasoning_effort: drilled}}\n");

  /** Said in every answer, so that it tells whether an agent was given one. */
  static final String WORDS = "WORDS-OF-THE-ANSWER";

  /** Appears in the workspace when the end of the turn may be told. */
  static final String GO = "go.txt";

  static final int TOKENS_IN = 11;
  static final int TOKENS_OUT = 7;

  private static final String HOLD =
      """
      const fs = require('fs');
      const say = process.stdout.write.bind(process.stdout);
      process.stdout.write = (chunk, ...rest) => {
        if (!String(chunk).includes('"stopReason"')) return say(chunk, ...rest);
        const look = setInterval(() => {
          if (!fs.existsSync(__dirname + '/%s')) return;
          clearInterval(look);
          say(chunk, ...rest);
        }, 50);
        return true;
      };
      """
          .formatted(GO);

  private final AnsweredModel answered;
  private final String jobFields;

  Scenario(AnsweredModel answered, String jobFields) {
    this.answered = answered;
    this.jobFields = jobFields;
  }

  ProviderScript script() {
    return ProviderScript.pleasant()
        .model(answered)
        .text(WORDS)
        .tokens(TOKENS_IN, TOKENS_OUT)
        .tool("echo tool-$((6*7)) | tee ran.txt");
  }

  boolean fits(RealAgent agent) {
    return true;
  }

  void add(Roster roster, RealAgent agent) throws IOException {
    String id = agent.job(this);
    String fields = "execute: {timeout: " + limit() + "}\n" + agent.jobFields() + jobFields(agent);
    if (usesLogin()) {
      ProviderScript script = script().requireKey(agent.login());
      roster.add(id, agent.word(), agent.dialect(), script, "keyFrom: agent", fields);
    } else {
      roster.add(id, agent.word(), agent.dialect(), script(), fields);
    }
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(roster.workspace(id).resolve(file.getKey()), file.getValue());
    }
  }

  String jobFields(RealAgent agent) {
    return jobFields;
  }

  /** Of its execution. */
  String limit() {
    return "90s";
  }

  /** What lies in its workspace before. */
  Map<String, String> files() {
    return Map.of();
  }

  private boolean usesLogin() {
    return this == LOGIN || this == LOGIN_SHARED;
  }
}
