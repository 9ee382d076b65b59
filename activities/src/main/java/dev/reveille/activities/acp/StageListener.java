package dev.reveille.activities.acp;

import org.jspecify.annotations.Nullable;

/** Is told of each stage of a boot as it begins and ends, on the thread that boots. */
public interface StageListener {

  String SPAWN = "spawn";
  String INITIALIZE = "initialize";
  String SESSION = "session";
  String MODEL = "model";

  void started(String stage);

  /**
   * @param note a remark for people, or null
   */
  void ended(String stage, @Nullable String note);
}
