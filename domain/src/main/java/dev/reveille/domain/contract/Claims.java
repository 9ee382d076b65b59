package dev.reveille.domain.contract;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an agent says of its own work where it did none: that there was nothing to do, or that it
 * could not. Only a short answer is such a claim: a long report may say of one of its parts that
 * nothing is new.
 */
final class Claims {
  /** Longer answers are work; a Chinese character says as much as three Latin ones. */
  private static final int LONGEST = 700;

  private static final int WIDE = 3;

  private static final String THINGS =
      "(?:data|items?|files?|e-?mails?|messages?|updates?|entries|entry|records?|content|posts?|"
          + "articles?|issues?|tickets?|events?|changes?|tasks?|orders?|rows?|input|work|"
          + "information|results?|activity|commits?|invoices?|reports?|images?|documents?)";

  private static final List<Pattern> NO_DATA =
      Stream.of(
              // English
              "\\bno (?:new|fresh|further|additional|unread|pending|recent|more|open)(?: [\\w-]+){0,3} "
                  + THINGS,
              "\\bno (?:new|fresh|additional) (?:ones?|to report)\\b",
              "\\bno "
                  + THINGS
                  + " (?:(?:is|are|was|were|have been|has been|could be) )?"
                  + "(?:found|available|detected|present|today|yet|since|to (?:process|report|review|"
                  + "sync|handle|summari[sz]e|import|analy[sz]e))",
              "\\bnothing (?:new|else|more|has changed|changed|was found|found|pending|to (?:do|report|"
                  + "process|update|sync|review|summari[sz]e|import|send|handle|analy[sz]e)|"
                  + "(?:needs?|required|requires) )",
              "\\bnothing\\b[^.!?]{0,30}\\b(?:today|to report|new)\\b",
              "\\b(?:there (?:is|are|was|were)|i (?:see|found|have)|found) (?:currently )?"
                  + "(?:nothing(?: new\\b| to \\w| today|\\s*[.,;!]|\\s*$)|no (?:new |unread |pending )?"
                  + THINGS
                  + ")",
              "\\b(?:did not|didn't|could not|couldn't|do not|don't|cannot|can't) (?:find|see|detect) "
                  + "any(?:thing)?(?: [\\w-]+){0,2}(?: "
                  + THINGS
                  + "| new|$|[.,!])",
              "\\b(?:everything|all|already) (?:is |are )?up[- ]to[- ]date\\b",
              "\\bno (?:action|work|change)s? (?:is |are |was |were )?(?:needed|required|necessary|made)",
              "\\b(?:is|was|are|were) (?:currently )?empty\\b[^.]{0,40}\\b(?:nothing|no )",
              // Chinese, both scripts
              "(?:没有|沒有|没|並無|并无|尚无|尚無|暂无|暫無|暂时没有|目前没有|无|無)"
                  + "(?:发现|發現|检测到|找到|任何|什么|什麼|可用的?|需要处理的?|待处理的?|最新的?|新增的?|"
                  + "新的|新|今日|今天的?){0,3}"
                  + "(?:数据|數據|资料|資料|内容|內容|文件|檔案|消息|邮件|郵件|更新|变化|變化|变更|變更|记录|"
                  + "紀錄|條目|条目|项目|任务|任務|订单|訂單|文章|信息|資訊|新增|结果|工单|事项|东西|東西)",
              "(?:无需|無需|不需要|没有必要)(?:任何)?(?:处理|處理|操作|更新|执行|采取|同步|汇报)",
              "(?:没有|沒有|无|無)(?:什么|什麼)?(?:可|需要|可以)(?:处理|處理|更新|汇报|報告|报告|同步)",
              "(?:一切|均|都|已)(?:已经|已)?(?:是)?最新",
              // German, French, Spanish, Japanese
              "\\bkeine? (?:neuen? |weiteren? )?(?:daten|dateien|nachrichten|einträge|änderungen|e-?mails?|"
                  + "elemente|aufgaben|meldungen)\\b",
              "\\b(?:nichts neues|nichts zu (?:tun|berichten|melden))\\b",
              "\\b(?:aucune?|pas de) (?:nouve(?:au|aux|lle|lles) )?(?:données?|fichiers?|messages?|"
                  + "e-?mails?|éléments?|changements?|nouveautés?)\\b",
              "\\brien (?:de nouveau|à (?:faire|signaler|traiter))\\b",
              "\\b(?:no hay|sin|ning[uú]n[oa]?) (?:nuev[oa]s? )?(?:datos|archivos|mensajes|correos|cambios|"
                  + "novedades|elementos|registros)\\b",
              "\\bnada (?:nuevo|que (?:hacer|informar|procesar))\\b",
              "(?:新しい|新規の?|更新された)?(?:データ|ファイル|メール|メッセージ|更新|変更|項目)は?"
                  + "(?:が|は)?(?:ありません|なし|見つかりません)")
          .map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
          .toList();

  private static final List<Pattern> SORRY =
      Stream.of(
              "^\\W*(?:i(?:'|’)?m |i am )?(?:very |so )?(?:sorry|afraid)\\b",
              "\\bi (?:apologi[sz]e|(?:was|am|wasn't|am not) (?:un)?able to|cannot|can't|could not|"
                  + "couldn't)\\b[^.]{0,80}",
              "\\bas an ai (?:language )?model\\b",
              "^\\W*(?:api |http |fatal |internal )?error\\b",
              "^\\W*(?:traceback|exception|unhandled|\\[?error\\]?:|failed to )",
              "^\\W*(?:[45]\\d\\d )(?:bad|unauthorized|forbidden|not found|too many|internal|service)",
              "(?:很?抱歉|对不起|對不起|不好意思)",
              "(?:我)?(?:无法|無法|不能|没能|沒能|未能)(?:完成|访问|存取|读取|讀取|处理|連接|连接|执行|获取)",
              "(?:出错|出錯|错误|錯誤|失败|失敗)(?:了|[:：])")
          .map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
          .toList();

  private Claims() {}

  /**
   * Whether the answer says that there was nothing to do.
   *
   * @param own a job's own expressions for it
   */
  static boolean noData(String output, List<String> own) {
    String text = output.strip();
    if (text.isEmpty() || weight(text) > LONGEST) {
      return false;
    }
    return NO_DATA.stream().anyMatch(pattern -> pattern.matcher(text).find())
        || own.stream().anyMatch(each -> BoundedMatch.find(each, text) == BoundedMatch.Found.YES);
  }

  /** Whether the answer is no more than an apology or an error. */
  static boolean sorry(String output) {
    String text = output.strip();
    return !text.isEmpty()
        && weight(text) <= LONGEST
        && SORRY.stream().anyMatch(pattern -> pattern.matcher(text).find());
  }

  private static int weight(String text) {
    return text.codePoints().map(c -> Character.isIdeographic(c) ? WIDE : 1).sum();
  }
}
