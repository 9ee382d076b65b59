package dev.reveille.cli.command;

import dev.reveille.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command: options, and a call of the part that does the work. */
abstract class ReveilleCommand implements Callable<Integer> {
  @Mixin GlobalOptions global = new GlobalOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public final Integer call() throws Exception {
    Root root = (Root) spec.root().userObject();
    GlobalOptions outer = root.global;
    if (spec.parent() != null && spec.parent().userObject() instanceof ReveilleCommand between) {
      outer = between.global.orElse(outer);
    }
    return run(new Session(root.here, global.orElse(outer).flags()));
  }

  /** Does the work and returns the exit code. */
  abstract int run(Session session) throws Exception;
}
