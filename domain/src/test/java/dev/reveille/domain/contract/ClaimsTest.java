package dev.reveille.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "no new data",
        "No new data today.",
        "There are no new files to process.",
        "I checked the inbox: there is nothing new to report today.",
        "Nothing to do.",
        "No unread support emails found.",
        "No changes detected since the last run, so no update was written.",
        "I did not find any new invoices.",
        "Everything is up to date.",
        "No action required.",
        "今天没有新数据。",
        "暂无更新",
        "没有发现新的文件，无需处理。",
        "目前沒有新的訂單。",
        "今日无新增内容",
        "Keine neuen Daten.",
        "Aucune nouvelle donnée aujourd'hui, rien à signaler.",
        "No hay nuevos archivos.",
        "新しいデータはありません。"
      })
  void an_answer_that_says_there_was_nothing_to_do_is_known(String output) {
    assertThat(Claims.noData(output, List.of())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Plan\n1. Charge the battery at 02:00.\n2. Sell at 18:00.",
        "Processed 3 new files and wrote out/plan-2026-11-21.md.",
        "Summary of 12 new e-mails: invoices from Acme, one complaint, nine newsletters.",
        "The new data shows a rise of 12 % over yesterday.",
        "I read the files, compared them with yesterday's, and found nothing that needs a person before breakfast.",
        "已处理 3 个新文件，结果写入 out/plan.md。",
        "今日新增订单 15 笔，合计 3,200 元。",
        "Notable: the anode temperature rose. I changed the set point to 41 °C.",
        ""
      })
  void an_answer_that_tells_of_work_is_no_such_claim(String output) {
    assertThat(Claims.noData(output, List.of())).isFalse();
  }

  @Test
  void a_long_report_may_say_of_a_part_that_nothing_is_new() {
    String report = "## Plan\n" + "The battery is charged from 02:00 to 05:00. ".repeat(30);

    assertThat(Claims.noData(report + "Solar: no new data.", List.of())).isFalse();
  }

  @Test
  void a_job_may_have_words_of_its_own() {
    assertThat(Claims.noData("The well is dry.", List.of("(?i)well is dry"))).isTrue();
    assertThat(Claims.noData("The well is dry.", List.of())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm sorry, but I can't access that file.",
        "Error: connect ECONNREFUSED",
        "I was unable to open the spreadsheet.",
        "503 Service Unavailable",
        "抱歉，我无法访问该文件。",
        "Traceback (most recent call last): ..."
      })
  void an_excuse_is_known(String output) {
    assertThat(Claims.sorry(output)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"## Plan\nAll set points stay.", "共处理 12 条记录", ""})
  void work_is_no_excuse(String output) {
    assertThat(Claims.sorry(output)).isFalse();
  }
}
