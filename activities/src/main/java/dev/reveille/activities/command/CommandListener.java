package dev.reveille.activities.command;

/** Is given the kept output of a program, of each stream in order, on the thread that drains it. */
public interface CommandListener {

  CommandListener NONE =
      new CommandListener() {
        @Override
        public void onOutput(String text) {}

        @Override
        public void onError(String text) {}
      };

  /** A piece of standard output. */
  void onOutput(String text);

  /** A piece of standard error. */
  void onError(String text);
}
