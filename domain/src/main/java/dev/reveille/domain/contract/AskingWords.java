package dev.reveille.domain.contract;

/**
 * Words by which agents wait for somebody, who is not there in a scheduled run, or put work off.
 */
final class AskingWords {
  static final Phrases ASKS =
      Phrases.of(
          """
          \\b(?:do you want|would you like|shall i|should i|may i|can i|could i|ok(?:ay)? to|want me to)\\b.*\\b(?:proceed|continue|go ahead|start|begin)\\b
          \\b(?:should|shall|may|can|could) i (?:\\w+ ){1,3}(?:it|them|these|this|those|the)\\b.*\\?
          \\b(?:do you want|would you like|want) me to (?:\\w+ ){1,3}(?:it|them|these|this|those)\\b.*\\?
          \\bplease (?:confirm|approve|provide|tell me|authori[sz]e|grant|specify|clarify|choose|select|advise|let me know (?:which|how|whether))\\b
          \\b(?:reply|respond|type|answer)(?: with)? ['"]?(?:yes|y|ok|approve|confirm|proceed)\\b
          ^(?:i(?:'m| am) |currently |still )?(?:waiting|awaiting|wait)(?: (?:for|on))?(?: (?:your|user|human|an?|the))? (?:approval|confirmation|permission|go-ahead|input|response|reply|instructions?)\\b(?!\\s*:)
          \\b(?:i|we)(?:'d|'ll| would| will)? (?:need|require)s? (?:your |explicit |user |an? )?(?:permission|approval|confirmation|authori[sz]ation|consent|go-ahead|input)\\b
          ^(?:the|this|that) (?:\\w+ )?(?:command|tool|operation|action|edit|write|change|call)(?: use)? (?:requires|needs) (?:your |user |manual |human )?(?:approval|permission|confirmation)
          \\b(?:could|can|would) you (?:please )?(?:clarify|confirm|specify|tell me|grant|approve|share|provide)\\b
          \\b(?:which|what|how)(?: \\w+){0,3} (?:would|do) you (?:like|prefer|want)\\b|\\blet me know (?:which|how you|what you|whether|if (?:i should|you(?:'d| would) like me to proceed|you want me to proceed))\\b
          请(?:您|你)?(?:先)?(?:确认|批准|授权|指示|选择|告知|告诉我|明确)|請(?:您|你)?(?:先)?(?:確認|批准|授權|指示|選擇|告知|告訴我|核准)
          \\b(?:which|what|where|how)\\b[^.?]{0,40} should i\\b|\\bconfirm\\?\\W*$|^(?:shall|may) i\\b.*\\?|\\bpermission to .{1,60}\\bis (?:required|needed)\\b
          ^(?:welche[rsn]?|wie|was|wo)\\b[^.?]{0,40}\\b(?:soll|sollen|möchten sie)\\b|(?:ますか|ですか|でしょうか)\\W*$
          (?:要|需要|可以|能否|可否|是否)[^。]{0,16}[吗嗎]\\W*$
          是否(?:要|需要我|可以)?(?:继续|繼續|同意|确认|確認|允许|允許|批准|执行|執行|删除|刪除|覆盖|覆蓋)
          (?:需要|等待|等候|请求|請求)(?:您|你|用户|使用者)?的?(?:授权|授權|批准|确认|確認|许可|許可|同意|核准|审批|審批)
          \\bsoll(?:en|te)? (?:ich|wir)\\b|\\bbitte (?:bestätig\\w+|genehmig\\w+|wähl\\w+|geben sie)\\b|\\bmöchte(?:n sie|st du),? dass ich\\b|\\bwarte auf (?:ihre|deine|eine|die) (?:freigabe|bestätigung|antwort|genehmigung)|\\b(?:benötige|brauche) (?:ihre|deine|eine) (?:erlaubnis|freigabe|zustimmung|bestätigung|genehmigung)
          \\b(?:voulez-vous|souhaitez-vous|veux-tu) que je\\b|\\bdois-je\\b|\\bpuis-je\\b|\\bveuillez (?:confirmer|autoriser|préciser|choisir)\\b|\\bmerci de confirmer\\b|\\ben attente de (?:votre )?(?:validation|confirmation|approbation)\\b
          \\b(?:quiere|desea|quieres) que\\b|\\bdebo (?:continuar|proceder)\\b|\\bpor favor,? confirm\\w+
          (?:して|しても)?よろしい(?:です|でしょう)か|(?:実行|続行|削除|進め)(?:し)?ますか|許可(?:が必要|をお願い|してください)|承認(?:が必要|をお待ち|してください)|ご(?:指示|確認)ください
          """);

  static final Phrases PROMISE =
      Phrases.of(
          """
          \\blet me (?:now |first |next |then |quickly |go ahead and )?(?:read|check|look|start|begin|analy[sz]e|examine|open|fetch|search|find|go|gather|take|run|try|pull|get)\\b
          \\b(?:i'll|i will|i'm going to|i am going to) (?:now|start|begin|first|then|next|get started|go ahead|proceed|report back)\\b
          \\bi(?:'ll| will) (?:\\w+ ){1,6}now\\b|^i(?:'m| am) going to \\w+
          ^(?:next|now),? i(?:'ll| will|'m going to)\\b
          接下来[^。]{0,6}(?:将|会|要)|接下來[^。]{0,6}(?:將|會|要)|我(?:将|会|將|會)(?:开始|開始|立即|马上|馬上|逐个|逐一|继续|繼續|着手|著手)|(?:让我|讓我)(?:先|来|來)?|现在开始|現在開始|我先(?:看|查|读|讀|检查|檢查|确认|確認)|稍后(?:将|会)|完成后(?:会)?通知|完成後(?:會)?通知
          \\bich werde (?:jetzt|nun|zunächst|gleich|als nächstes)\\b|\\bich beginne\\b|\\bje vais (?:maintenant|commencer|d'abord|ensuite)\\b|\\bvoy a (?:comenzar|empezar)\\b
          これから[^。]{0,20}ます|(?:作業|処理|分析)を開始します
          ^<(?:tool_call|tool call|function_calls?|function calls?|invoke)\\b
          """);

  /** What may be either, where nothing else of weight is said. */
  static final Phrases WONDERS =
      Phrases.of(
          """
          (?:\\b(?:i|me|my)\\b|\\byou (?:want|like|prefer|wish|have|confirm|grant|mean|need)\\b|\\bshould\\b).*\\?\\W*$
          \\btell me (?:which|what|how|whether)\\b|\\bshall we\\b|\\b(?:ok|okay)\\?\\W*$|^(?:hold on|one moment|please wait|working on it|next step:)|\\b(?:once|as soon as|when|if) you (?:approve|confirm|reply|agree)\\b|\\bdo you (?:approve|agree|confirm)\\b
          请提供|請提供|等(?:您|你)|我(?:马上|馬上|正在)|(?:您|你)看[^。]*\\?|^(?:可以|行|好)[吗嗎]|稍候|\\bbitte um\\b|^welche\\w*\\b.*\\?|教えてください
          ^(?:proceed|continue|go ahead|ok|okay|confirm|approve|ready)\\b.{0,12}\\?|\\bplease\\b.*\\bapprove\\b|\\bsay the word\\b|\\bcheck with you\\b
          (?:您|你)(?:希望|想|要|需要|倾向|傾向|觉得|覺得|更喜欢)[^。]*\\?|要不要|我[^。]{0,14}\\?\\W*$|请审批|請審批|请批示|請核示
          \\b(?:ich|mir|sie)\\b[^.]*\\?\\W*$|\\b(?:je|moi|vous)\\b[^.]*\\?\\W*$|か\\?\\W*$|承認をお願い
          \\b(?:i'll|i will|i'm about to|i am about to|i'm going to|i am going to|let me)\\b
          (?:我|稍后|稍後)[^,。]{0,4}(?:就|会|會|将|將)(?:去)?[^,。]{0,4}(?:处理|處理|整理|分析|检查|檢查|查看|开始|開始|完成)
          ^ich (?:werde|schaue|beginne|fange|prüfe)\\b|\\bje vais\\b|^我[将將会會]?先|^まず[^。]*ます
          """);

  private AskingWords() {}
}
