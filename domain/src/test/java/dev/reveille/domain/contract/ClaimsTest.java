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
    assertThat(Claims.noData("{\"wells\": \"dry\"}", List.of("\"dry\"")))
        .as("in JSON too")
        .isTrue();
    assertThat(Claims.noData("dry ".repeat(2_000), List.of("dry"))).as("a report").isFalse();
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Checked 14 feeds. None had new articles.",
        "The queue was empty when I checked, so I'm done for now.",
        "There were no orders to export this hour.",
        "Sync complete. No changes detected.",
        "No documents matched the filter, hence nothing was summarised.",
        "HEARTBEAT_OK",
        "# Result\n\n**No new leads today** 🎉",
        "数据源没有变化,跳过本次执行。",
        "目前資料夾是空的,沒有可處理的檔案。",
        "Heute sind keine neuen E-Mails eingegangen.",
        "Es gab nichts zu tun.",
        "Rien à traiter ce matin.",
        "未読メールはありませんでした。"
      })
  void the_claim_is_known_in_other_words_too(String output) {
    assertThat(Claims.noData(output, List.of())).isTrue();
    assertThat(Claims.sorry(output)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Regression suite: 1,482 passed, 0 failed. No changes since commit 91ac2f0.",
        "Imported a.csv (410 rows) and b.csv (12 rows). No new files left.",
        "No new tickets, but 3 old ones were updated.",
        "Published the post 'No New Data: a retrospective'.",
        "Disk: / 41 %, /var 73 %. Nothing above the threshold.",
        "Vulnerability scan: no new vulnerabilities.",
        "Customer 881 wrote: \"nothing to do with me\". Closed.",
        "已將 3 封郵件歸類,沒有新的錯誤。",
        "Drei Server neu gestartet, keine neuen Fehler.",
        "5件の注文を処理しました。新しいエラーはありません。"
      })
  void a_claim_beside_a_result_is_none(String output) {
    assertThat(Claims.noData(output, List.of())).isFalse();
    assertThat(Claims.sorry(output)).isFalse();
    assertThat(Claims.unfinished(output)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\": \"no_new_data\"}",
        "{\"ok\": true, \"processed\": 0, \"errors\": 0, \"items\": []}",
        "```json\n{\"updated\": 0, \"reason\": \"no new files\"}\n```",
        "{\"状态\": \"成功\", \"说明\": \"没有新的评论\"}"
      })
  void json_that_did_nothing_is_the_same_claim(String output) {
    assertThat(Claims.noData(output, List.of())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"processed\": 3, \"errors\": 0, \"message\": \"no new warnings\"}",
        "{\"items\": [{\"id\": 1}], \"skipped\": 0}",
        "{\"errors\": 0}",
        "[]",
        "{\"note\": \"done\"}",
        "{\"processed\": 0"
      })
  void json_with_a_result_is_no_claim(String output) {
    assertThat(Claims.noData(output, List.of())).isFalse();
    assertThat(Claims.sorry(output)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "API Error: 529 {\"type\":\"error\"}",
        "Credit balance is too low",
        "{\"error\": {\"message\": \"rate limited\"}}",
        "<html><head><title>502 Bad Gateway</title></head></html>",
        "请求失败:服务器繁忙(错误码 503)",
        "無法連線至資料庫。",
        "我无法完成这 12 个任务。",
        "I could not process the 12 files because the disk is full.",
        "Leider konnte ich die Datei nicht öffnen.",
        "Je n'ai pas accès à ce fichier.",
        "ファイルを読み取れませんでした。申し訳ありません。"
      })
  void an_error_of_a_program_is_an_excuse(String output) {
    assertThat(Claims.sorry(output)).isTrue();
    assertThat(Claims.noData(output, List.of())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error budget: 71 % left.",
        "Errors: 0. Warnings: 3.",
        "Excellent.",
        "Evening digest",
        "今天检查 12 台主机,1 台无法连接。",
        "12件中2件は処理できませんでした。",
        "Checked 12 hosts, 1 of which I could not reach.",
        "错误日志共 18 条:连接超时 12 条,权限不足 6 条。",
        "The deploy failed at 02:10 because the disk was full; I cleaned /tmp and the second deploy succeeded in 4 min.",
        "I wasn't able to reach two of the twelve hosts (db-3, db-7). The other ten report healthy, with load between 0.2 and 1.4.",
        "Draft saved.\n\n> Dear Ms Okafor, I'm sorry, we cannot replace the vase."
      })
  void a_report_of_errors_is_no_excuse(String output) {
    assertThat(Claims.sorry(output)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I found 214 old logs. Do you want me to proceed with the deletion?",
        "Do you want to proceed? (y/n)",
        "Waiting for approval to run `kubectl apply`.",
        "Which option do you prefer?\n1. ours\n2. theirs\nLet me know which one.",
        "请确认是否继续删除?",
        "請問要套用這些變更嗎?",
        "Soll ich sie löschen?",
        "Souhaitez-vous que je continue ?",
        "削除してもよろしいですか?"
      })
  void a_question_before_anything_is_done_is_unfinished(String output) {
    assertThat(Claims.unfinished(output)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I found 12 new tickets. Let me now read each of them.",
        "Sure! I'll get started right away.",
        "接下来我会分析这些日志。",
        "好的,我會開始整理。"
      })
  void so_is_a_promise(String output) {
    assertThat(Claims.unfinished(output)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Deleted 214 log files. Would you like me to compress the remaining ones?",
        "Waiting for approval: PR #901, claim 77.",
        "1. Which of the three experiments do we continue?\n2. Do we drop Node 18?",
        "已删除 214 个日志文件。是否需要下次同时压缩?",
        ""
      })
  void an_offer_after_the_work_is_finished(String output) {
    assertThat(Claims.unfinished(output)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n\t",
        "\u200b\ufeff\n",
        "```json\n```",
        "null",
        "(no output)",
        "No response requested.",
        "——"
      })
  void what_shows_nothing_to_a_reader_is_blank(String output) {
    assertThat(Claims.blank(output)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"✅", "0", "[]", "OK", "42 %", "无"})
  void the_shortest_answers_are_answers(String output) {
    assertThat(Claims.blank(output)).isFalse();
  }

  @Test
  void no_text_takes_long() {
    for (String piece : List.of("no new ", "... ", "|  ", "\n> ", "'a b", "i will x ", "(", "没有")) {
      String text = piece.repeat(1_000_000 / piece.length());

      assertThat(Claims.noData(text, List.of())).isFalse();
      assertThat(Claims.sorry(text)).isFalse();
      assertThat(Claims.unfinished(piece.repeat(5_000 / piece.length()))).isFalse();
      Claims.noData(piece.repeat(5_000 / piece.length()), List.of());
    }
  }
}
