package dev.reveille.domain.contract;

import dev.reveille.domain.contract.Work.CheckSeen;
import dev.reveille.domain.contract.Work.FileSeen;
import dev.reveille.domain.contract.Work.SourceSeen;
import dev.reveille.domain.contract.Work.Spent;
import dev.reveille.domain.contract.Work.ToolSeen;
import dev.reveille.domain.contract.Work.Tooling;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent's turn of five seconds that used no tools, each part changeable. */
final class SeenWork {
  private final Instant bootedAt;
  private final Map<String, List<FileSeen>> files = new HashMap<>();
  private boolean agentTurn = true;
  private String output = "";
  private long millis = 5_000;
  private boolean offered;
  private List<ToolSeen> tools = List.of();
  private @Nullable SourceSeen source;
  private Spent spent = Spent.NOTHING;
  private @Nullable CheckSeen check;

  SeenWork(Instant bootedAt) {
    this.bootedAt = bootedAt;
  }

  SeenWork command() {
    agentTurn = false;
    return this;
  }

  SeenWork output(String said) {
    output = said;
    return this;
  }

  SeenWork millis(long took) {
    millis = took;
    return this;
  }

  SeenWork offered(boolean tools) {
    offered = tools;
    return this;
  }

  SeenWork tools(List<ToolSeen> calls) {
    tools = calls;
    return this;
  }

  SeenWork file(String glob, FileSeen file) {
    files.computeIfAbsent(glob, none -> new ArrayList<>()).add(file);
    return this;
  }

  SeenWork source(@Nullable SourceSeen counted) {
    source = counted;
    return this;
  }

  SeenWork spent(long tokens, String cost, String... unpriced) {
    spent = new Spent(tokens, new BigDecimal(cost), List.of(unpriced));
    return this;
  }

  SeenWork check(CheckSeen seen) {
    check = seen;
    return this;
  }

  Work work() {
    return new Work(
        agentTurn,
        output,
        output.length(),
        millis,
        new Tooling(offered, tools),
        files,
        source,
        spent,
        check,
        bootedAt);
  }
}
