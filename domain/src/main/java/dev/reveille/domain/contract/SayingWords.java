package dev.reveille.domain.contract;

import dev.reveille.domain.contract.Saying.Kind;

/** Tells the kind of a sentence by its words, in the languages that agents answer in most. */
final class SayingWords {
  /** What turns a claim into a result when figures follow it. */
  private static final Phrases BUT =
      Phrases.of("\\b(?:but|however|except|aber|jedoch|mais|pero)\\b", "但|不过|不過|然而");

  /** What somebody else said is what the work is about. */
  private static final Phrases QUOTES =
      Phrases.of(
          "\\b(?:said|says|answered|replied|claimed|claims|reported|wrote|told us)[:,]? [\"'“„«]",
          "(?:说|說|称|稱|回答|回覆|反馈|回報)[:,]? ?[\"“「『]");

  /** Changes of the world, other than those that did not come about. */
  private static final Phrases DONE =
      Phrases.of(
          """
          (?<!\\b(?:not|nothing|never|0|zero|no|be|to) )(?<!n't )(?<!\\bnot yet )(?<!\\bnothing was )\\b(?:imported|processed|moved|deleted|removed|wrote|written|updated|created|sent|fixed|mended|repaired|merged|posted|published|saved|added|renamed|sorted|resolved|restarted|deployed|rebuilt|generated|uploaded|downloaded|archived|closed|replied|replaced|converted|translated|stored|committed|pushed|opened|rotated|refunded|attached|drafted|labell?ed|classified|transcribed|refactored|cleaned|freed|rescheduled|applied|installed|upgraded|assigned|corrected|tallied|rendered|scheduled|booked|tidied|reverted|migrated|exported|synced|indexed|encrypted|compressed)\\b
          已(?:经|經)?(?:成功)?(?:将|將|把)?[^,。]{0,12}?(?:处理|處理|写入|寫入|导入|匯入|生成|产生|產生|保存|儲存|发送|發送|寄出|更新|删除|刪除|创建|建立|合并|合併|上传|上傳|移动|移動|归档|歸檔|附|修复|修復|整理|标记|標記|发布|發佈|备份|備份)(?!最新)
          ^(?:i|we) (?!(?:tried|attempt|fail|need|want|notic|encounter|check|look|search|review|scan|list|queri|examin|compar|inspect|visit|poll|verif|receiv|observ|analy|apologi|stopp|expect|hoped|miss))\\w+ed\\b
          (?:^|[,;] ?)已(?!(?:经|經)?(?:检查|檢查|查|找到|发现|發現|准备|準備|检测|檢測|收到|获取|獲取|列出|确认|確認|读取|讀取|了解|瞭解|定位|分析|是|为|為|最|完成任|连|連))
          共(?:处理|處理|写入|新增|导入|匯入|更新|删除|刪除)
          (?<!nicht )\\b(?:importiert|verarbeitet|verschoben|gelöscht|geschrieben|aktualisiert|erstellt|gesendet|behoben|verbucht|gespeichert|versendet)\\b
          (?<!pas )\\b(?:importé|traité|déplacé|supprimé|écrit|mis à jour|créé|envoyé|corrigé|enregistré)e?s?\\b
          (?:保存|更新|作成|送信|削除|処理|登録|修正|追加|移動)(?:し|いたし)ました
          """);

  /** Nobody did it, or somebody did it long ago. */
  private static final Phrases NOT_DONE =
      Phrases.of(
          "\\b(?:no one|nobody|none|no (?:[\\w-]+ ){1,4}?)(?: ?(?:has|have|had|was|were|is|are))\\b",
          "(?<!\\b(?:that|which|whom|who) )\\b(?:no one|nobody) \\w+|\\w: ?0\\b|^no [\\w-]+ (?:[\\w-]+ ){0,2}?\\w+ed\\b|\\balready (?:been )?\\w+ed\\b|\\b(?:therefore|so|hence) no\\b",
          "(?:没有人|沒有人)|已(?:经|經)?(?:全部)?[^,。]{0,4}[过過]");

  private static final Phrases LOOKED =
      Phrases.of(
          """
          ^(?:i |we |i've |i have |we have )?(?:just |also |again )?(?:checked|looked|searched|reviewed|scanned|listed|queried|examined|compared|read|inspected|went through|visited|polled|verified|opened|ran)\\b
          ^(?:我|本次)?(?:已|已经|已經)?(?:检查|檢查|查询|查詢|查看|扫描|掃描|核对|核對|比对|比對|读取|讀取)|^经检查|^經檢查
          ^ich habe [^.]{0,60}(?:geprüft|durchsucht|angesehen|nachgesehen|verglichen)
          ^j'ai (?:vérifié|consulté|cherché|parcouru|lu)
          (?:確認|検索|チェック)(?:し|いたし)ました
          """);

  private static final Phrases FILLER =
      Phrases.of(
          """
          ^(?:hi|hello|hey|good (?:morning|evening|news)|thanks?|thank you|sure|ok(?:ay)?|great|have a|best regards|summary|report)\\b.{0,40}$
          ^(?:date|time|status|state|run|job|task|result|timestamp|next (?:run|check|steps?)|finished|started)\\b[^:]{0,30}:.{0,60}$
          \\b(?:task|job|run|check|scan|sync|import|execution|processing|workflow)(?: (?:has been|have been|was|is))?(?: successfully)? (?:completed?|finished|done|successful|ended)\\b
          ^\\W*y(?:es)? ?/ ?no?\\W*$|^i (?:have )?(?:tried|attempted|retried)\\b
          ^i(?:'ve| have) (?:successfully )?(?:completed|finished|run|executed) (?:the|this|my|today's)\\b[^,:]{0,40}$
          \\ball systems?\\b.{0,20}\\b(?:operating|running|operational|normal)
          \\blet me know\\b|\\bfeel free\\b|\\bplease try again\\b|\\btry again later\\b|^i understand\\b|\\bcontinue (?:monitoring|watching)\\b|^if you\\b|\\bhope this helps\\b
          \\b(?:i'll|i will|will) (?:check|look|try|keep|continue|notify|be back)\\b.{0,20}\\b(?:again|back|monitoring|watching|you|eye|next|tomorrow|later)\\b
          ^(?:您好|你好|大家好|谢谢|謝謝|好的[,!。]?$|日期|时间|時間|下次|请稍后|請稍後|若有|如有|如需|建议您|建議您|状态|狀態|请查收|請查收)
          任务(?:已)?(?:执行)?(?:完毕|完成|成功|结束)|任務(?:已)?(?:執行)?(?:完畢|完成|成功|結束)
          ^(?:hallo|guten (?:morgen|tag)|status|datum|bonjour|statut|こんにちは|お疲れ)
          """);

  private SayingWords() {}

  /**
   * The kind of one sentence.
   *
   * @param numbers whether it holds a figure above zero that is no date
   */
  static Kind kind(String text, boolean numbers) {
    if (QUOTES.in(text)) {
      return Kind.RESULT;
    }
    boolean done = DONE.in(text) && !NOT_DONE.in(text);
    if (NoDataWords.IN.in(text)) {
      return numbers && (done || BUT.in(text)) ? Kind.DONE : Kind.NO_DATA;
    }
    boolean bare = !numbers && !done;
    if (AskingWords.ASKS.in(text)) {
      return Kind.ASKS;
    }
    if (ExcuseWords.IN.in(text)) {
      boolean beside = numbers && (done || LOOKED.in(text));
      return beside ? Kind.RESULT : Kind.EXCUSE;
    }
    if (!numbers && FILLER.in(text)) {
      return Kind.FILLER;
    }
    if (AskingWords.PROMISE.in(text)) {
      return Kind.PROMISE;
    }
    if (AskingWords.WONDERS.in(text)) {
      return Kind.WONDERS;
    }
    if (bare && ExcuseWords.MAYBE.in(text) && !ExcuseWords.OTHERS.in(text)) {
      return Kind.STUCK;
    }
    if (bare && NoDataWords.MAYBE.in(text) && !NoDataWords.TROUBLE_ANYWHERE.in(text)) {
      return Kind.QUIET;
    }
    if (LOOKED.in(text) && !text.contains(": ")) {
      return Kind.LOOKED;
    }
    return done ? Kind.DONE : Kind.RESULT;
  }
}
