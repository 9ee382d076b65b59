package dev.reveille.cli.drill;

import java.util.List;

/** Something that goes wrong without a word under a plain scheduler. */
interface Incident {
  /** As a person names it: {@code boot-hang}. */
  String name();

  /** What goes wrong, in words. */
  String happens();

  /** What a plain scheduler has on record of it. */
  String plain();

  /**
   * Its jobs, each a YAML document.
   *
   * @param guarded false for a job file without the setting that catches it; only tests ask for
   *     that, to see that a drill can fail
   */
  List<String> jobs(boolean guarded);

  /**
   * Sets it under way. All are, before the first is told of: most of a drill is waiting, and they
   * wait side by side.
   */
  void begin(Ground ground) throws Exception;

  /** Says what Reveille made of it, once it has begun. Blocks until that is known, or too long. */
  Outcome play(Ground ground) throws Exception;
}
