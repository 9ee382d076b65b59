package dev.reveille.domain.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job's results must be, as its {@code expect} says; what is null or empty is not asked for.
 *
 * @param duration of the execution alone
 * @param tokens of all calls together, input and output
 * @param cost of all calls together
 * @param noData regular expressions by which this job's agent says that there was nothing to do,
 *     beside the ones that are known anyway
 */
public record Contract(
    @Nullable Output output,
    @Nullable Tools tools,
    List<Files> files,
    @Nullable Source source,
    @Nullable Span duration,
    @Nullable Tokens tokens,
    @Nullable Cost cost,
    @Nullable Check check,
    List<String> noData) {
  public static final Contract NONE =
      new Contract(null, null, List.of(), null, null, null, null, null, List.of());

  public Contract {
    files = files == null ? List.of() : List.copyOf(files);
    noData = noData == null ? List.of() : List.copyOf(noData);
  }

  /**
   * Of what the agent said.
   *
   * @param minChars in characters as a reader counts them, white space at both ends left out
   * @param mustMatch found anywhere, {@code ^} and {@code $} at each line
   * @param schema a JSON schema that the output, or the JSON block in it, must keep
   */
  public record Output(
      @Nullable Integer minChars,
      @Nullable Integer maxChars,
      @Nullable String mustMatch,
      @Nullable String mustNotMatch,
      @Nullable JsonNode schema) {}

  /**
   * Of the tools whose results came back.
   *
   * @param names tools each of which must have returned at least once
   * @param maxFailed most results that say that the tool failed
   */
  public record Tools(@Nullable Integer atLeast, List<String> names, @Nullable Integer maxFailed) {
    public Tools {
      names = names == null ? List.of() : List.copyOf(names);
    }
  }

  /**
   * Of the files of the workspace.
   *
   * @param fresh whether only files written since the boot count
   * @param atLeast how many must be there; see {@link #least}
   * @param minBytes of each that counts
   */
  public record Files(
      String glob,
      boolean fresh,
      @Nullable Integer atLeast,
      @Nullable Integer atMost,
      @Nullable Long minBytes,
      @Nullable Long maxBytes) {
    /** How many must be there: one, where only a limit of none says otherwise. */
    public int least() {
      if (atLeast != null) {
        return atLeast;
      }
      return atMost != null && atMost == 0 ? 0 : 1;
    }

    /** Whether a file's size lets it count. */
    public boolean sized(long bytes) {
      return (minBytes == null || bytes >= minBytes) && (maxBytes == null || bytes <= maxBytes);
    }
  }

  /**
   * Where the work comes from; counted before the execution.
   *
   * @param glob of the files that are the items; null where a command counts
   * @param command prints how many new items there are; empty where files are counted
   */
  public record Source(@Nullable String glob, List<String> command, @Nullable Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    public Source {
      command = command == null ? List.of() : List.copyOf(command);
      timeout = timeout == null ? TIMEOUT : timeout;
    }

    /** Of the command; half a minute where nothing is said. */
    @Override
    public Duration timeout() {
      return timeout == null ? TIMEOUT : timeout;
    }

    /** The source in a message. */
    public String name() {
      return glob == null ? String.join(" ", command) : glob;
    }
  }

  /** How long the work may take, and how long it takes at least where it is really done. */
  public record Span(@Nullable Duration min, @Nullable Duration max) {}

  /** A ceiling of tokens. */
  public record Tokens(@Nullable Long atMost) {}

  /** A ceiling of money, in the currency in which the prices of the settings are. */
  public record Cost(BigDecimal atMost) {}

  /** A program of the user's own whose exit code is the verdict on the work. */
  public record Check(List<String> command, @Nullable Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    public Check {
      command = List.copyOf(command);
      timeout = timeout == null ? TIMEOUT : timeout;
    }

    /** A minute where nothing is said. */
    @Override
    public Duration timeout() {
      return timeout == null ? TIMEOUT : timeout;
    }
  }

  /**
   * Reads an {@code expect} that was validated before; null means {@link #NONE}.
   *
   * @throws IllegalArgumentException when it is of another form
   */
  public static Contract of(@Nullable JsonNode expect) {
    if (expect == null || expect.isNull()) {
      return NONE;
    }
    try {
      return Json.mapper().treeToValue(expect, Contract.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("expect cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
