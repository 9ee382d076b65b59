package dev.reveille.domain.contract;

/** Words by which agents say that there was nothing to do. */
final class NoDataWords {
  /** Where none of these is found, that is a result of the work. */
  private static final String TROUBLE =
      "(?:errors?|warnings?|incidents?|alerts?|problems?|failures?|anomal\\w+|findings?|vulnerabilit\\w+|"
          + "threats?|regressions?|violations?|broken|dead|missing|duplicates?|invalid|critical|serious|"
          + "suspicious|malicious|flaky|leaks?|secrets?|bugs?|defects?|conflicts?|drift|deviations?|"
          + "discrepanc\\w+|outages?|crash\\w*|longer|need|doubt|idea|access|permissions?|way)\\b";

  private static final String VERBS =
      "(?!(?:worry|fear|complain|hide|lose|speak|note|the|its|our|your|their|this|that|an?|any|guidance)\\b|do with)\\w+";

  private static final String TROUBLE_ZH =
      "(?:错误|錯誤|异常|異常|警告|告警|故障|问题|問題|漏洞|冲突|衝突|失败|失敗|重复|重複|权限|權限|办法|辦法)";

  private static final String NO_ZH =
      "(?:没有|沒有|並無|并无|尚无|尚無|暂无|暫無|[无無](?![法需須须权權误誤效论論])|未发现|未發現|未检测到|未檢測到|未找到|未收到|没发现|沒發現|没收到|沒收到|未见|未見|未有)(?!权限|權限|办法|辦法|访问|存取|能|成功|完成)"
          + "(?:任何|什么|什麼|可用的?|可|需要|需|待|要|符合[条條]件的?|发现|發現|检测到|檢測到|找到|收到|看到|其他的?|[剩余餘]+的?|今日的?|今天的?|相关的?|相關的?){0,3}";

  private static final String THINGS_ZH =
      "(?:数据|數據|资料|資料|内容|內容|文件|檔案|消息|訊息|邮件|郵件|信件|更新|变化|變化|变更|變更|变动|變動|异动|異動|记录|紀錄|記錄|条目|條目|"
          + "项目|項目|任务|任務|订单|訂單|文章|信息|資訊|工单|工單|事项|事項|东西|東西|公告|评论|評論|处理|處理|票据|单据|發票|发票)";

  private static final String NO_JA = "(?:ありません|ございません|なし|無し|見つかりません|届いていません)";

  static final Phrases IN =
      Phrases.of(
          // English
          "\\bno (?:(?!"
              + TROUBLE
              + ")[\\w-]+ ){0,2}?(?:new|fresh|unread|unprocessed|outstanding|upstream)\\b(?! (?:[\\w-]+ )?"
              + TROUBLE
              + ")",
          "\\bno (?:pending|recent|additional|open|relevant|matching) (?!" + TROUBLE + ")\\w",
          "\\bno (?!"
              + TROUBLE
              + ")[\\w-]+(?: (?!"
              + TROUBLE
              + ")[\\w-]+)? (?:(?:is|are|was|were|have been|has been|could be) )?"
              + "(?:found|available|detected|present|received|matched|matching|newer|processed|imported|handled|changed|arrived|today|since|to "
              + VERBS
              + ")\\b",
          "\\bno (?:action|work|changes?|updates?|processing|activity)(?: (?:is|are|was|were))? "
              + "(?:needed|required|necessary|made|taken|detected|found|since|today|yet|available)\\b",
          "\\bnothing(?: (?:else|more|further|for me|currently|is|was|here))? (?:new|has changed|changed|found|pending|arrived|came in|needs|required|"
              + "to "
              + VERBS
              + "|at all|today|in the (?:queue|inbox|folder))\\b",
          "\\b(?:isn't|is not|wasn't|aren't|are not|weren't) any(?:thing)? (?!"
              + TROUBLE
              + ")(?:new|to|\\w+ to)\\b",
          "\\b(?:not|didn't|couldn't|don't|can't|cannot|haven't) (?:find|found|see|seen|detect|receive|received|get) any(?:thing)?\\b(?: [\\w-]+)?(?! "
              + TROUBLE
              + ")(?<!"
              + TROUBLE
              + ")",
          "\\bthere(?:'s| is| was) (?:currently |really )?nothing\\b(?! (?:wrong|unusual|suspicious|else wrong))",
          "^nothing (?:on|in|for|left|at)\\b(?!.*\\bchanged\\b.*\\bbut\\b)|\\bnothing left\\b",
          "\\bno (?:activity|news|work|traffic|input)\\b(?! of note)",
          "\\bno (?!"
              + TROUBLE
              + ")[\\w-]+(?: (?!"
              + TROUBLE
              + ")[\\w-]+)? (?:that|which) (?:match|need|require|are new|qualif)",
          "\\b(?:hasn't|haven't|has not|have not|hadn't) been any(?:thing)?\\b(?! " + TROUBLE + ")",
          "\\beverything (?:has|is|was)(?: already)?(?: been)? (?:handled|processed|done|imported|answered)\\b",
          "\\bnone (?:of (?:them|these|the \\w+) )?(?:had|have|has|were|was|are|is)(?: any(?:thing)?)? new\\b|^none (?:found|today|new)\\b",
          "\\b(?:found|saw|see|detected) nothing(?: (?:new|to|today)\\b|\\W*$)",
          "\\b(?:is|was|are|were|appears?(?: to be)?|seems?(?: to be)?|it's) (?:currently |completely |still )?empty\\b",
          "\\b(?:everything|all|already|still|every \\w+)(?: \\w+)?(?: is| are)?(?: already)? (?:up[- ]to[- ]date|caught up|in sync|current)\\b|\\binbox zero\\b|\\b(?:is|are) up[- ]to[- ]date\\b",
          "\\b(?:0|zero) (?:new\\b|(?!"
              + TROUBLE
              + ")[\\w-]+ (?:(?:were|was) )?(?:found|imported|processed|received|detected|updated|handled|to process)\\b)",
          "\\b(?:found|imported|processed|received|handled) (?:0|zero)\\b(?! " + TROUBLE + ")",
          "^(?:heartbeat ok|no reply|no (?:changes?|updates?|data|action|op)|nothing(?: new| to do)?|idle|noop|no new \\w+)\\W*$",
          // Chinese, both scripts
          NO_ZH + "(?:新|最新|新增|未读|未讀|待处理|待處理)(?!.{0,3}" + TROUBLE_ZH + ")",
          NO_ZH
              + "[^,。:;\\d\\s]{0,6}?(?<!"
              + TROUBLE_ZH
              + ")"
              + THINGS_ZH
              + "(?!"
              + TROUBLE_ZH
              + "|丢失|丟失|遗失|遺失|缺失|受影响|受影響)",
          "(?:无需|無需|無須|无须|不需要|不需|不用|没有必要|沒有必要|没有需要|沒有需要)(?:任何|再|进行|進行|做|的){0,2}(?:处理|處理|操作|更新|执行|執行|采取|採取|同步|汇报|汇总|彙整|彙報|整理|导入|匯入|分析|动作|動作)",
          "已(?:经|經)?(?:是|为|為)?最新|(?:一切|均|都)(?:已)?(?:是)?最新",
          "(?:目录|目錄|文件夹|資料夾|信箱|邮箱|队列|佇列|列表|清单|清單)[^,。]{0,6}(?:为空|為空|是空的)",
          "(?:新增|新)[^,。:\\d]{0,6}[:]? ?(?:无|無|0|没有|沒有)(?: ?[条個个份筆封件])?\\W*$",
          "(?:未|没有|沒有)(?:进行|進行|执行|執行|做)?任何(?:处理|處理|操作|更改|更新)",
          // German, French, Spanish
          "\\bkeine?[nr]? (?:neue[nrs]?|ungelesenen?|offenen?|unbearbeiteten?)\\b(?! (?:fehler|warnung|auffällig|problem|störung|vorfäll))",
          "\\bkeine? (?:daten|dateien|nachrichten|einträge|änderungen|e-?mails?|elemente|aufgaben|meldungen|aktion|belege|bestellungen|neuigkeiten|neuerungen)\\b",
          "\\bnichts (?:neues|zu \\w+)\\b|\\bauf dem neuesten stand\\b",
          "\\b(?:aucune?|pas (?:de|d'))(?: )?(?:nouve(?:au|aux|lle|lles|l|auté|autés)|données?|fichiers?|messages?|e-?mails?|courriels?|éléments?|changements?|modifications?|action)\\b",
          "\\brien (?:de nouveau|à \\w+)\\b|\\btout est à jour\\b",
          "\\b(?:no hay|sin|ning[uú]n[oa]?) (?:nuev[oa]s? )?(?:datos|archivos|mensajes|correos|cambios|novedades|elementos|registros|pedidos)\\b",
          "\\bnada (?:nuevo|que \\w+)\\b",
          // Japanese
          "(?:新しい|新規|新着|未読|未処理)(?!.{0,4}(?:警告|エラー|問題|異常))[^。]{0,12}" + NO_JA,
          "(?:データ|ファイル|メール|メッセージ|更新|変更|項目|対象)[^。]{0,4}" + NO_JA,
          "処理(?:する|すべき)?[^。]{0,8}(?:ありません|不要)|(?:すべて|全て)最新");

  /** Where the work was to look for it, its absence is the result. */
  static final Phrases TROUBLE_ANYWHERE =
      Phrases.of(
          "\\b"
              + TROUBLE
              + "|\\b(?:wrong|unusual|strange|odd|issues?|overdue|late|below|above|thresholds?|risks?|block\\w+|concern\\w*|fraud\\w*|spam|fine|healthy|lost|affected|dropped|requested|abstentions?)\\b",
          TROUBLE_ZH + "|缺货|缺貨|延误|延誤|不足|逾期|超时|逾時|风险|風險|误报|誤報|正常|通过|通過",
          "fehler|warn|auffäll|problem|störung|alarm|vorfäll|vorkomm|ausfäll|ausfall|verspät|in ordnung",
          "erreur|alerte|problème|anomalie|incident|panne|retard",
          "警告|エラー|問題|異常|切れ|遅れ|障害|不具合");

  /** What follows a comma is only remarked. */
  private static final String FIRST = "^[^,:;]*?";

  /** What may mean the same where neither a figure nor anything done stands beside it. */
  static final Phrases MAYBE =
      Phrases.of(
          "^(?:there (?:are|is|were|was) |(?:currently|today|so far|as of \\S+),? )*(?:there (?:are|is|were|was) )?(?:still |currently |today )?(?:no|zero) (?!(?:other|further|more|major|significant)\\b)\\w+",
          FIRST
              + "\\bno (?:[\\w-]+ ){1,4}(?:was|were|has|have|is|are)\\b|\\bstill no \\w+|\\b(?:saw|seen|had|got|has|have) no [\\w-]+\\W*$",
          FIRST + "(?<!\\b(?:that|which|whom|who) )\\b(?:no one|nobody|none) \\w+",
          FIRST
              + "\\bnothing (?!(?:that|but|decided|out|beyond|like|short|stands)\\b)\\w+|\\bnothing\\W*$|\\bnada\\b",
          "\\b(?:has|have|had|did|does|do|was|were)(?:n't| not) (?:been )?(?:changed?|moved?|arrived?|delivered|updated?|published|posted|grown|come)\\b(?! (?:the|its|any))",
          FIRST
              + "\\b(?:contains?|holds?|shows?|lists?) (?:no|nothing)\\b|\\bdo(?:es)?(?:n't| not) contain any\\b|未(?:更新|变|變)",
          "\\b(?:isn't|aren't|is not|are not|not) (?:available|there|in|here) yet\\b|[还還]没有?[到来來]",
          "\\b(?:identical|unchanged)\\b|\\bthe same [\\w ]{0,20}as (?:yesterday|before|last|in the)|\\bhandled before\\b",
          "\\balready (?:been )?(?:processed|imported|handled|done|sent|covered|summari[sz]ed)\\b",
          "\\b(?:returned|gave back) (?:no|zero|nothing|an? empty)\\b|\\bempty (?:result|response|list|set|feed|queue)|\\b(?:is|was) (?:all |completely )?(?:clear|blank|silent|quiet)\\b(?=\\W*$|[ :;,]+(?:for |today|this|no ))",
          "\\b(?:aren't|isn't|weren't|wasn't|are not|is not) any\\b|\\b0 items?\\b|\\b(?:processed|new|found|imported|handled): ?(?:0|none)\\b",
          FIRST
              + "(?:没有|沒有|暂无|暫無|尚无|尚無|并无|並無)(?!完成|成功|能|权限|權限)[^,。;:]{1,12}(?:[,。;!]|$)|(?:为空|為空)|没人|沒人|查不到|[今本]日[無无][^,。]{1,6}\\W*$",
          "已(?:经|經)?(?:全部)?(?:处理|處理|导入|匯入)[过過]|[与與和](?:昨[天日]|上次)[^,。]{0,4}(?:一致|相同|一[样樣])|休市",
          FIRST + "\\b(?:kein(?:e|en|er)? [\\w-]+|nichts|leer)\\b",
          FIRST + "\\b(?:aucune?|rien|est vide|pas de|ning[uú]n[oa]?)\\b",
          FIRST + "(?:ありません|ございません|なかった|なし(?:です)?\\W*$)");

  private NoDataWords() {}
}
