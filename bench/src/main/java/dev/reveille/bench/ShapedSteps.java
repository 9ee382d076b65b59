package dev.reveille.bench;

import dev.reveille.workflows.JobRun;

/** The steps of a {@link ShapedRun}; the program is started as the bare workflow starts it. */
record ShapedSteps(PlainSteps plain) implements ShapedRun.Steps {
  @Override
  public String boot(JobRun.Input input) {
    return input.digest();
  }

  @Override
  public int execute(String lease) {
    return plain.work(true);
  }
}
