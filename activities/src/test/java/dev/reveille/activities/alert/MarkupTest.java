package dev.reveille.activities.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.alert.Notice;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void a_cut_never_splits_an_escape_or_a_character() {
    for (int room = 0; room < 40; room++) {
      assertThat(Markup.SLACK.fit("a<b>&c😀<d>", room))
          .hasSizeLessThanOrEqualTo(room)
          .matches("(?:[a-d😀]|&lt;|&gt;|&amp;)*…?");
      assertThat(Markup.BYTES.fit("数据a😀", room).getBytes(UTF_8).length).isLessThanOrEqualTo(room);
    }
    assertThat(Markup.SLACK.fit("a<b", 6)).isEqualTo("a&lt;b");
    assertThat(Markup.SLACK.fit("a<b", 5)).isEqualTo("a…");
    assertThat(Markup.PLAIN.fit("", 0)).isEmpty();
  }

  @Test
  void whatever_stands_in_a_notice_it_keeps_to_the_room_of_its_channel() {
    String all = "<&>@`*_~|\\#-[](): 数据 😀 word ".repeat(2_000);
    Notice.Item item =
        new Notice.Item(all.substring(0, 60), all, null, "OK", all, "w".repeat(900), "r");
    Notice notice =
        new Notice(
            "x",
            Notice.Kind.DIGEST,
            all,
            all,
            all,
            all,
            java.util.Collections.nCopies(50, item),
            Notices.NIGHT);
    Layout layout = Layout.of(notice, List.of());

    for (Markup markup : List.of(Markup.SLACK, Markup.DISCORD, Markup.TELEGRAM, Markup.BYTES)) {
      assertThat(markup.sizeOf(layout.in(markup, 3_900))).isLessThanOrEqualTo(3_900);
      assertThat(markup.sizeOf(layout.body(markup, 3_900))).isLessThanOrEqualTo(3_900);
    }
  }
}
