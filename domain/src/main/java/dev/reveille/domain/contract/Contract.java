package dev.reveille.domain.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job's results must be, as its {@code expect} says; what is null or empty is not asked for.
 *
 * @param noData regular expressions by which this job's agent says that there was nothing to do,
 *     beside the ones that are known anyway
 */
public record Contract(
    @Nullable Output output,
    @Nullable Tools tools,
    List<Files> files,
    @Nullable Source source,
    @Nullable Tokens tokens,
    List<String> noData) {
  public static final Contract NONE = new Contract(null, null, List.of(), null, null, List.of());

  public Contract {
    files = files == null ? List.of() : List.copyOf(files);
    noData = noData == null ? List.of() : List.copyOf(noData);
  }

  /**
   * Of what the agent said.
   *
   * @param minChars in characters as a reader counts them, white space at both ends left out
   * @param mustMatch found anywhere, {@code ^} and {@code $} at each line
   */
  public record Output(
      @Nullable Integer minChars,
      @Nullable Integer maxChars,
      @Nullable String mustMatch,
      @Nullable String mustNotMatch) {}

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
   * @param atLeast how many must be there; 1 where it is not said
   * @param minBytes of each that counts
   */
  public record Files(
      String glob, boolean fresh, @Nullable Integer atLeast, @Nullable Long minBytes) {}

  /** Where the work comes from; counted before the execution. */
  public record Source(String glob) {}

  /** Of the tokens of all calls together, input and output. */
  public record Tokens(@Nullable Long atMost) {}

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
