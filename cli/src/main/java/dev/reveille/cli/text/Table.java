package dev.reveille.cli.text;

import dev.reveille.domain.Safe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in aligned columns; the last column is cut where the terminal ends. */
public final class Table {
  private static final String GAP = "  ";
  private static final int LEAST_LAST = 16;

  private final List<String> head;
  private final List<List<Cell>> rows = new ArrayList<>();

  public Table(String... head) {
    this.head = List.of(head);
  }

  /** What stands in one place; of unknown origin, so it is made safe here. */
  public record Cell(String text, @Nullable Style style) {
    public Cell {
      text = Safe.line(text);
    }

    public static Cell of(String text) {
      return new Cell(text, null);
    }
  }

  /** Adds a row of plain cells. */
  public void row(String... cells) {
    row(java.util.Arrays.stream(cells).map(Cell::of).toArray(Cell[]::new));
  }

  /** Adds a row. */
  public void row(Cell... cells) {
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells (expected: " + head.size() + ", as in the head)");
    }
    rows.add(List.of(cells));
  }

  /** The lines, head first; for a console that says how wide it is. */
  List<String> lines(Console console) {
    int[] widths = widths(console.columns());
    List<String> lines = new ArrayList<>();
    lines.add(line(head.stream().map(h -> new Cell(h, Style.FAINT)).toList(), widths, console));
    rows.forEach(row -> lines.add(line(row, widths, console)));
    return lines;
  }

  private int[] widths(int columns) {
    int[] widths = new int[head.size()];
    int taken = 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Width.of(head.get(i));
      for (List<Cell> row : rows) {
        widths[i] = Math.max(widths[i], Width.of(row.get(i).text()));
      }
      taken += i < widths.length - 1 ? widths[i] + GAP.length() : 0;
    }
    int last = widths.length - 1;
    widths[last] = Math.min(widths[last], Math.max(LEAST_LAST, columns - taken));
    return widths;
  }

  private static String line(List<Cell> cells, int[] widths, Console console) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      boolean last = i == cells.size() - 1;
      String text = Width.cut(cells.get(i).text(), widths[i]);
      String padded = last ? text : Width.pad(text, widths[i]) + GAP;
      Style style = cells.get(i).style();
      line.append(style == null ? padded : console.styled(style, padded));
    }
    return line.toString().stripTrailing();
  }
}
