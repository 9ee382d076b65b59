package dev.reveille.gateway;

import java.util.Arrays;

/** Tells of what nobody thought of. */
final class Faults {
  private static final int FRAMES = 5;

  private Faults() {}

  /** Its kind and its place alone, since its text may quote what is secret. */
  static String place(Throwable fault) {
    return fault.getClass().getName()
        + " at "
        + Arrays.stream(fault.getStackTrace()).limit(FRAMES).toList();
  }
}
