package dev.reveille.domain.contract;

/** Words by which agents, and the programs under them, say that they could not. */
final class ExcuseWords {
  private static final String UNABLE =
      """
      ^(?:i'm |i am |we're |we are )?(?:very |so |really |deeply )?(?:sorry|afraid)\\b|^(?:unfortunately|regrettably)\\b
      \\bi (?:sincerely |do )?apologi[sz]e\\b|^(?:my |sincere |our )?apologies\\b
      \\bi(?:'m| am| was|'ve been| have been)? (?:currently |still )?(?:not able|unable) to\\b|\\bi wasn't able to\\b
      \\bi (?:currently )?(?:cannot|can't|can not|could not|couldn't) (?!find any|see any)\\w
      \\bi (?:currently )?(?:do not|don't|did not|didn't|lack)(?: currently)? (?:have )?(?:the |any |enough )?(?:necessary |required |direct |proper )?(?:access|permissions?|tools?|ability|credentials?|means|information|context)\\b
      \\bas an? (?:ai|artificial intelligence|large language model|language model)\\b
      \\b(?:could not|couldn't|cannot|can't) be (?:completed|performed|parsed|processed|reached|executed|accessed|generated|fulfilled)\\b
      \\b(?:i|we) (?:ran into|encountered|hit|got|received) (?:an? |some )?(?:[\\w-]+ )?(?:errors?|problems?|issues?|exceptions?)\\b
      \\bi(?:'m| am) having (?:trouble|difficult)|\\b(?:balance|quota|credits?) (?:is|are) (?:too low|insufficient|exhausted)\\b
      ^(?:failed|unable) to\\b|\\b(?:task|request|operation|job) (?:has )?(?:failed|could not|was not completed|was aborted)\\b
      (?:很|非常|十分|实在)?(?:抱歉|遗憾|遺憾)|对不起|對不起|不好意思
      (?:我|我们|我們)[^,。;]{0,12}(?:无法|無法|不能|没能|沒能|未能|没法|沒法)
      (?:没有|沒有|缺少)(?:足够的?|相关的?|相關的?)?(?:权限|權限|访问|存取)|作[为為]一?[个個]?(?:人工智[能慧]|ai|大?语言模型|大?語言模型)
      \\b(?:es tut mir leid|leider|entschuldigung)\\b|\\bich (?:kann|konnte|habe) [^.]{0,60}\\b(?:nicht|keinen? (?:zugriff|zugang|berechtigung))\\b|\\bkeinen? (?:zugriff|berechtigung)\\b
      \\bdésolée?\\b|^malheureusement\\b|\\bje ne (?:peux|suis|parviens|dispose)\\b|\\bje n'ai pas (?:accès|pu|réussi|les)\\b
      \\blo siento\\b|^lamentablemente\\b|\\bno (?:puedo|pude|tengo acceso)\\b
      申し訳|権限がありません
      """;

  /** What programs say stands at the beginning; further on it is what a report is about. */
  private static final String ERRORS =
      """
      ^\\W*(?:[\\w-]+ ){0,2}error\\s*(?:[:(\\[#](?!\\s*(?:0|none|no)\\b)|\\d{3}|code\\b|occurred|$)
      ^\\W*error \\w+ing\\b|(?:密钥|密鑰|金鑰|令牌|账号|帳號|凭证|憑證)(?:无效|無效|已?[过過]期|错误|錯誤)
      ^\\W*an? (?:[\\w-]+ )?error (?:has |was )?(?:occurred|encountered|happened)
      ^\\W*(?:[\\w]+\\.)*\\w+(?:error|exception): |^traceback\\b|^file (?:".*"|…), line \\d+|^raise \\w|^\\s*at [\\w.$]+\\(|^fatal: |^panic: |^exception\\b
      ^\\W*<(?:!doctype|/?html|/?head|/?body|/?center|hr|h1)
      ^.{0,16}\\b[45]\\d\\d (?:bad gateway|bad request|service (?:temporarily )?unavailable|internal server error|gateway time-?out|unauthorized|forbidden|too many requests|not found|payment required)\\b
      ^.{0,16}\\b(?:rate limit|usage limit|quota|spending limit|credit limit)s?(?: [\\w-]+)? (?:reached|exceeded|hit)\\b|^(?:you've|you have) (?:hit|reached|exceeded) your
      ^.{0,12}\\b(?:credit balance is too low|insufficient (?:quota|credits?|funds|balance)|invalid (?:api key|authentication|token)|prompt is too long|something went wrong|request (?:failed|rejected|timed out|was aborted|too large)|connection (?:refused|reset|error|timed out)|econnrefused|authentication (?:failed|error)|unauthorized|session expired|(?:the )?model (?:is )?(?:currently )?overloaded|overloaded|upstream (?:error|timed out)|internal server error|service unavailable|network error|operation timed out|no healthy upstream|not logged in|please run /login)\\b
      ^\\W*(?:npm err!|curl: \\(\\d+\\)|(?:wget|ssh|git|bash|sh|python|node): |error \\d|exception in thread|segmentation fault|max retries exceeded|(?:task |run |job )?aborted\\b|your session has expired|http/\\d\\S* [45]\\d\\d)
      ^\\W*(?:operation not permitted|permission denied|access (?:is )?denied|command not found|no such file)\\b
      ^.{0,24}\\b(?:model|server|service|provider|api) (?:is )?(?:currently |temporarily )?(?:overloaded|unavailable|busy|down)\\b
      ^.{0,3}(?:(?:程序|系统|系統|程式)?(?:发生|發生|出现|出現|遇到)(?:了)?(?:未知)?(?:错误|錯誤|异常|異常)|(?:错误|錯誤|异常|異常|报错)(?:码|碼|代码|代碼)?[:(])
      ^.{0,4}(?:请求|請求|连接|連接|连线|連線|调用|呼叫|执行|執行|任务|任務|服务|服務|网络|網路|接口)(?:失败|失敗|超时|逾時|错误|錯誤|异常|異常)(?!\\s*\\d)
      ^.{0,4}(?:服务器|伺服器|系统|系統)(?:繁忙|忙碌|错误|錯誤|内部错误)|^(?:余额|餘額|额度|額度|配额|配額)(?:不足|已用)
      ^\\W*(?:fehler|zeitüberschreitung|ausnahme)\\b\\s*[:(](?!\\s*(?:0|keine?)\\b)|^\\W*(?:erreur|échec)\\b\\s*[:(]|^.{0,4}エラー(?:[:(]|が発生)|^.{0,8}に?失敗しました
      """;

  static final Phrases IN = Phrases.of(UNABLE, ERRORS);

  /** What may mean the same where neither a figure nor anything done stands beside it. */
  static final Phrases MAYBE =
      Phrases.of(
          """
          (?:^|\\b(?:i|we|it|this|that|there|access|(?:the|my|your) [\\w-]+(?: [\\w-]+)?)\\b[^,.;:]{0,40}\\b)(?:could not|couldn't|cannot|can't|can not|unable to|not able to|(?:is|was)(?:n't| not) (?:able|possible)|not possible|impossible|had to give up|gave up|no way (?:of|to)|not available|not reachable|not accessible|not supported|(?:must|have to) decline|violates?|failed to|rejected my|was denied|was blocked|didn't work|don't know how|beyond my)\\b
          \\bmy \\w+ failed\\b|^e(?:conn[a-z]+|noent|acces|perm|timedout|notfound|pipe|addrinuse|hostunreach|netunreach|ai again)\\b|^(?:killed|terminated)\\W*$|^too many requests\\b|^unexpected (?:token|end)\\b|^cannot \\w+
          \\b(?:doesn't|does not|don't|do not) (?:exist|provide|work|allow|support|have (?:a|the|any|access))\\b|\\blog in again\\b|\\bkept (?:timing out|failing)\\b
          (?:失败|失敗)(?:[:,。!]|$)|未知(?:错误|錯誤)|不支[援持]|中止|做不了|不存在|打不开|打不開|不具备|不具備|被拒|(?:没有|沒有)完成
          \\bnicht (?:erreichbar|verfügbar|möglich|gefunden)\\b|\\bverweigert\\b|\\b(?:ich|das|es|man) (?:kann|komme) [^.]{0,40}\\bnicht\\b|\\bfehlgeschlagen\\b|^échec\\b|\\bje n'arrive pas\\b|中断しました|接続でき|わかりません|\\brefusée?\\b|\\binattendue?\\b|\\bintrouvable\\b|\\bindisponible\\b|に?失敗し
          无法|無法|没能|沒能|未能|(?:没有|沒有)能力|做不到|不可用
          (?:不能|没法|沒法)(?:再|直接|正常|继续|繼續|为您|為您)*(?:完成|访问|存取|读取|讀取|获取|獲取|取得|处理|處理|连接|連接|连线|連線|执行|執行|提供|打开|開啟|浏览|瀏覽|联网|生成|查询|查詢|使用)
          (?:アクセス|処理|完了|実行|取得|対応|読み取り|お手伝い)[^。]{0,6}でき(?:ません|ない|ず)
          \\bkonnten? [^.,]{0,60}\\bnicht\\b|\\bimpossible d(?:e\\b|')|できません|できなかった
          """);

  /** What these cannot do is what the work is about. */
  static final Phrases OTHERS =
      Phrases.of(
          """
          \\b(?:customers?|clients?|users?|guests?|visitors?|patients?|drivers?|tenants?|colleagues?|team|suppliers?|she|he|they)\\b
          \\b(?:kund(?:e|en|in)|nutzer|benutzer|gast|gäste|mieter|utilisateurs?|fournisseurs?)\\b
          客[户戶人]|用[户戶]|顾客|顧客|会员|會員|供应商|供應商|同事|お客様|ユーザー
          """);

  private ExcuseWords() {}
}
