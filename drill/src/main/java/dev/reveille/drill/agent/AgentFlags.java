package dev.reveille.drill.agent;

import static dev.reveille.drill.flags.Flag.toggle;
import static dev.reveille.drill.flags.Flag.value;

import dev.reveille.drill.flags.FlagSet;
import java.util.List;

/** The words of {@code drill agent}; {@code DRILL_AGENT} holds the same, split as a shell would. */
final class AgentFlags {
  private AgentFlags() {}

  static FlagSet flags() {
    return new FlagSet(
        "drill agent [FLAGS]   (also in DRILL_AGENT; STAGE is " + Stage.WORDS + ")",
        List.of(
            value("stage-delay", "STAGE=TIME,...", "wait at these stages"),
            value("hang", "STAGE", "never go on at this stage; at spawn nothing is read"),
            value("die", "STAGE[:CODE]", "exit there with the code (1), or with :kill by SIGKILL"),
            value("fail", "STAGE[:TEXT]", "answer that request with a JSON-RPC error"),
            value(
                "slow-first",
                "N",
                "delay, hang, die and fail only on the first N boots; needs --count-file"),
            value("count-file", "FILE", "gets one line per boot"),
            toggle("ignore-sigterm", "go on after SIGTERM, SIGINT, SIGHUP; its children too"),
            toggle("ignore-stdin-end", "go on after standard input ends"),
            toggle("ignore-cancel", "go on after session/cancel"),
            value("children", "N", "start N sleeping children at spawn"),
            value(
                "daemons",
                "N",
                "start N double-forked daemons with sessions of their own at spawn"),
            value("child-sleep", "SECONDS", "how long those sleep (3600): tell yours by it"),
            toggle("children-hold-output", "they keep the agent's output open"),
            value("pids-file", "FILE", "gets lines agent PID, child PID, daemon PID"),
            value(
                "garbage",
                "KIND[@STAGE],...",
                "write " + Garbage.WORDS + " to standard output (@prompt)"),
            value("stderr", "LINES", "write so many lines to standard error at spawn"),
            value("flood", "MB", "send so much text in the turn"),
            value(
                "do",
                "ACTION",
                "sh:COMMAND, read:FILE, write:FILE=TEXT, prompt: do and report as text; repeatable"),
            value("tool", "COMMAND", "run it as a tool call of the agent's own; repeatable"),
            toggle("no-tool-name", "tool calls carry no name"),
            toggle(
                "permission",
                "ask before each tool call, for ever (without --tool: for echo permitted)"),
            toggle("swallow", "end each turn at once, with nothing done and not a word"),
            toggle("no-model", "make no model call"),
            toggle("offer-tool", "offer the model a shell, and run what it asks for"),
            toggle("no-stream", "do not stream the model calls"),
            value("calls", "N", "model calls a turn, each answered to its end (1)"),
            value("ask-model", "MODEL", "ask for this model, whatever was chosen"),
            value(
                "side-call",
                "MODEL",
                "first ask this model for a title; a refusal changes nothing"),
            value("retries", "N", "repeat a call after 429 and 5xx, obeying Retry-After (0)"),
            value(
                "refusal",
                "error|text",
                "a refused call ends in a JSON-RPC error (default) or as text"),
            value("say", "TEXT", "the text without a model call"),
            value("stop-reason", "REASON", "end turns with it (end_turn)"),
            value("usage", "IN/OUT", "report these tokens (those of the calls)"),
            toggle("no-usage", "report no tokens"),
            value("model-options", "A,B", "models offered (OPENAI_MODEL, else GET /models)"),
            toggle("no-config-options", "offer no choice of model"),
            toggle("load", "keep conversations in the home, and offer session/load"),
            toggle("resume", "keep conversations in the home, and offer session/resume"),
            value("protocol", "N", "protocol version answered (1)")));
  }
}
