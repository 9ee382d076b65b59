package dev.reveille.starter.files.problem;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A spot in a file of the folder.
 *
 * @param file relative to the folder, with forward slashes
 * @param line from 1; 0 in what was written by a program, and has none
 * @param column from 1, in characters
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file)
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column);

  public Place {
    requireNonNull(file, "file is null");
  }

  public static Place startOf(String file) {
    return new Place(file, 1, 1);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
