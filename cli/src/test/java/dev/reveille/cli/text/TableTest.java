package dev.reveille.cli.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);

  @Test
  void columns_stand_aligned_also_with_letters_of_double_width() {
    Table table = new Table("JOB", "NEXT");
    table.row("夜間最適化", "soon");
    table.row("clock", "later");

    assertThat(table.lines(console(100, false)))
        .containsExactly("JOB         NEXT", "夜間最適化  soon", "clock       later");
  }

  @Test
  void the_last_column_ends_where_the_terminal_does() {
    Table table = new Table("RUN", "MESSAGE");
    table.row("a", "x".repeat(200));
    table.row("b", "汉".repeat(200));

    List<String> lines = table.lines(console(80, false));

    assertThat(lines).allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(80));
    assertThat(lines.get(1)).endsWith("…");
  }

  @Test
  void colours_are_shown_only_where_they_are_wanted() {
    Table table = new Table("VERDICT");
    table.row(new Table.Cell("OK", Style.GOOD));

    assertThat(table.lines(console(80, false)).get(1)).isEqualTo("OK");
    assertThat(table.lines(console(80, true)).get(1)).isEqualTo("\u001B[32mOK\u001B[0m");
  }

  private Console console(int columns, boolean colours) {
    return new Console(nowhere, nowhere, false, colours, false, columns);
  }
}
