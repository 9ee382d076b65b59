package dev.reveille.runlog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run log shows that nobody has written yet. */
final class NoBoardYet implements BoardReader {
  @Override
  public List<Roll> rollCall(@Nullable String owner, int slots) {
    return List.of();
  }

  @Override
  public Map<String, Answers> answers(@Nullable String owner, Collection<String> jobs, int slots) {
    return Map.of();
  }

  @Override
  public List<BootEnd> boots(String job, int runs) {
    return List.of();
  }

  @Override
  public List<BootEnd> boots(int runs) {
    return List.of();
  }

  @Override
  public List<Volume> volumes(String job, int runs) {
    return List.of();
  }

  @Override
  public List<Answered> models(String job, int runs) {
    return List.of();
  }

  @Override
  public List<Edition> editions(String job, int runs) {
    return List.of();
  }

  @Override
  public List<OpenHere> open() {
    return List.of();
  }
}
