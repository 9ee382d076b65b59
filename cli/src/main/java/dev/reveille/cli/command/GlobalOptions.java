package dev.reveille.cli.command;

import dev.reveille.cli.session.Flags;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command; they may stand before its name and after it. */
final class GlobalOptions {
  /** The two forms of a result. */
  enum Form {
    TEXT,
    JSON
  }

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "folder of reveille.yaml and jobs/ (the current one)")
  @Nullable Path dir;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "a Temporal server that runs already")
  @Nullable String address;

  @Option(names = "--namespace", paramLabel = "NAME", description = "of the Temporal server")
  @Nullable String namespace;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of server database, run log and sessions")
  @Nullable Path data;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description = "text for people, json for programs")
  @Nullable Form output;

  @Option(names = "--verbose", description = "tell more, and print the stack of an error")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "say what there is, and do nothing")
  boolean help;

  /** These, each replaced by the outer command's where it is not given here. */
  GlobalOptions orElse(GlobalOptions outer) {
    GlobalOptions both = new GlobalOptions();
    both.dir = dir == null ? outer.dir : dir;
    both.address = address == null ? outer.address : address;
    both.namespace = namespace == null ? outer.namespace : namespace;
    both.data = data == null ? outer.data : data;
    both.output = output == null ? outer.output : output;
    both.verbose = verbose || outer.verbose;
    return both;
  }

  Flags flags() {
    return new Flags(dir, address, namespace, data, output == Form.JSON, verbose);
  }
}
