package dev.reveille.worker.board.page;

/**
 * A line of a list of facts.
 *
 * @param code whether the value is a name that programs use
 */
public record Fact(String label, String value, boolean code) {
  public static Fact of(String label, String value) {
    return new Fact(label, value, false);
  }

  public static Fact code(String label, String value) {
    return new Fact(label, value, true);
  }
}
