package dev.reveille.activities.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.contract.Work;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.pin.AnswerParts;
import dev.reveille.gateway.pin.AnswerProof;
import dev.reveille.gateway.pin.AnswerRules;
import dev.reveille.gateway.pin.Budget;
import dev.reveille.gateway.pin.Dialect;
import dev.reveille.gateway.pin.NotProven;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the gateway and the worker would have recorded of a run of the corpus. */
final class CorpusEvidence {
  static final Instant BOOTED = Instant.parse("2026-11-19T06:00:00Z");

  private static final int OFFERED = 8;
  private static final Pattern TOOL = Pattern.compile("(\\w+)([!?]?)(?: x(\\d+))?");
  private static final Budget PLENTY =
      new Budget() {
        @Override
        public boolean take(int bytes) {
          return true;
        }

        @Override
        public void give(int bytes) {}
      };

  private final CorpusRun run;
  private final ModelPin pin;

  CorpusEvidence(CorpusRun run) {
    this.run = run;
    ModelRef model = ModelRef.parse(run.model() == null ? "openai/gpt-5.4-nano" : run.model());
    List<ModelRef> substitutes =
        run.substitutes() == null
            ? List.of()
            : run.substitutes().stream().map(ModelRef::parse).toList();
    this.pin =
        new ModelPin(
            model,
            substitutes.isEmpty() ? ModelPin.Policy.STRICT : ModelPin.Policy.SUBSTITUTES,
            substitutes,
            Map.of(),
            ModelPin.Unverified.FAIL,
            Set.of(),
            ModelPin.PATIENCE);
  }

  boolean isAgentTurn() {
    return run.payload() == null;
  }

  ModelPin pin() {
    return pin;
  }

  long outputBytes() {
    return run.bytes() == null ? run.answer().getBytes(StandardCharsets.UTF_8).length : run.bytes();
  }

  Work work() {
    CorpusRun.Source source = run.source();
    return new Work(
        isAgentTurn(),
        run.answer(),
        outputBytes(),
        42_000,
        isAgentTurn() ? new Work.Tooling(offered() > 0, tools()) : Work.Tooling.NONE,
        files(),
        source == null ? null : new Work.SourceSeen(source.items(), source.fresh()),
        Work.Spent.NOTHING,
        null,
        BOOTED);
  }

  private int offered() {
    return run.offered() == null ? OFFERED : run.offered();
  }

  private List<Work.ToolSeen> tools() {
    List<Work.ToolSeen> seen = new ArrayList<>();
    for (String written : run.tools() == null ? List.<String>of() : run.tools()) {
      Matcher tool = TOOL.matcher(written);
      if (!tool.matches()) {
        throw new IllegalArgumentException(run.id() + ": tools: " + written);
      }
      int times = tool.group(3) == null ? 1 : Integer.parseInt(tool.group(3));
      for (int i = 0; i < times; i++) {
        seen.add(
            new Work.ToolSeen(
                tool.group(1), !tool.group(2).equals("?"), tool.group(2).equals("!")));
      }
    }
    return seen;
  }

  private Map<String, List<Work.FileSeen>> files() {
    Map<String, List<Work.FileSeen>> byGlob = new HashMap<>();
    for (Contract.Files rule : Contract.of(run.expect()).files()) {
      PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + rule.glob());
      byGlob.put(
          rule.glob(),
          (run.files() == null ? List.<CorpusRun.Written>of() : run.files())
              .stream()
                  .filter(file -> glob.matches(Path.of(file.path())))
                  .map(
                      file ->
                          new Work.FileSeen(
                              file.path(),
                              file.bytes(),
                              file.fresh() ? BOOTED.plusSeconds(20) : BOOTED.minusSeconds(86_400)))
                  .toList());
    }
    return byGlob;
  }

  /** One good call where the corpus says nothing. */
  List<ModelCall> calls() {
    if (!isAgentTurn()) {
      return List.of();
    }
    JsonNode written = run.calls();
    List<ModelCall> calls = new ArrayList<>();
    if (written == null || written.isNumber()) {
      int count = written == null ? 1 : written.asInt();
      while (calls.size() < count) {
        calls.add(call(calls.size() + 1, Json.mapper().createObjectNode()));
      }
    } else {
      written.forEach(each -> calls.add(call(calls.size() + 1, each)));
    }
    return calls;
  }

  private ModelCall call(int seq, JsonNode written) {
    String asked = written.path("asked").asText(pin.model().model());
    String answered = written.has("answered") ? text(written.get("answered")) : asked;
    String stop = written.path("stop").asText("stop");
    if (written.path("refused").asBoolean()) {
      return call(seq, asked, CallJudgement.OTHER_MODEL, 400, ModelCall.Answer.NONE);
    }
    if (written.path("failed").asBoolean()) {
      return call(seq, asked, CallJudgement.FAILED, 502, ModelCall.Answer.NONE);
    }
    ModelCall.Answer answer =
        new ModelCall.Answer(answered, "resp-" + seq, null, stop, 1000L, 200L, BOOTED);
    return call(seq, asked, judged(asked, answered), 200, answer);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isNull() ? null : node.asText();
  }

  /** By the gateway's own proof. */
  private CallJudgement judged(String asked, @Nullable String answered) {
    Provider.Api api =
        pin.model().provider().equals("anthropic") ? Provider.Api.ANTHROPIC : Provider.Api.OPENAI;
    Provider provider =
        new Provider(
            pin.model().provider(),
            api,
            URI.create("https://provider.example"),
            null,
            Provider.Auth.KEY,
            null,
            false,
            0,
            Map.of(),
            null,
            Provider.Rate.UNLIMITED,
            Map.of());
    ModelRef sent = new ModelRef(pin.model().provider(), asked);
    AnswerProof proof =
        new AnswerProof(
            AnswerRules.of(pin, sent, provider, name -> null),
            new AnswerParts(Dialect.CHAT),
            PLENTY,
            1 << 20);
    String body = Json.write(answered == null ? Map.of("id", "1") : Map.of("model", answered));
    try {
      proof.accept(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
      proof.end();
      return proof.judgement();
    } catch (NotProven e) {
      return Objects.requireNonNull(e.violation()).judgement();
    } finally {
      proof.release();
    }
  }

  private ModelCall call(
      int seq, String asked, CallJudgement judgement, int status, ModelCall.Answer answer) {
    return new ModelCall(
        new RunKey("corpus", run.id()),
        1,
        seq,
        pin.model().provider(),
        "/v1/chat/completions",
        asked,
        offered(),
        judgement,
        status,
        judgement.refused() ? 0 : 1,
        answer,
        BOOTED.plusSeconds(seq),
        BOOTED.plusSeconds(seq + 1),
        null);
  }
}
