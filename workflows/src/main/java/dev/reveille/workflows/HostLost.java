package dev.reveille.workflows;

/** A host is gone, or no longer keeps the run's agent; whether work was begun is not yet known. */
final class HostLost extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean inBoot;
  private final String what;

  HostLost(boolean inBoot, String what) {
    super(what);
    this.inBoot = inBoot;
    this.what = what;
  }

  boolean inBoot() {
    return inBoot;
  }

  String what() {
    return what;
  }
}
