package dev.reveille.activities.process;

/** Is given the bytes of one output stream, in order, on the thread that drains it. */
@FunctionalInterface
public interface OutputListener {

  /** Must not keep {@code bytes}, which is used again, and must not block for long. */
  void onOutput(byte[] bytes, int length);
}
