# 繁體中文（香港）

language-name = 繁體中文

nearest = 文件裏找不到能肯定回答這條問題的句子。最接近的內容是：
nearest-unsure = 未能肯定答案。文件裏最有可能的是：
nearest-about = 文件有談及「{ $subject }」，但找不到能肯定說明{ $asked ->
    [how-many] 數目
    [share] 比例
    [rank] 排名
    [when] 時間
    [who] 是誰
    [where] 地點
    [list] 有哪些
    [why] 原因
    [how] 怎樣做
    [whether] 是否如此
   *[what] 這一點
}的句子。最接近的內容是：
nearest-about-how = 文件有談及「{ $subject }」，但找不到能肯定說明怎樣{ $doing }的句子。最接近的內容是：
nearest-none = 文件裏找不到能肯定回答這條問題的句子。
nearest-possible = 粗體字可能就是答案，請對照原文。
nearest-possible-words = 可能的答案：{ $words }。請對照原文。
abstained = 文件裏找不到這條問題的答案。
abstained-hint = 文件談到的有：{ $subjects }。
source-date-inferred = （日期為推斷）
undated = 日期不詳
source-vanished = 文件已經更新，這段文字不在現有文件裏。當時引用的原文是：
offers = 文件答得到的問題，例如：
offer-what = 介紹一下{ $subject }

start =
    你好！我根據一批香港創新科技政策的文件回答問題，每句都附上原文出處；文件沒有寫的，我會直說沒有。

    { $place ->
        [group] 用 /ask 加問題就可以
       *[private] 直接輸入問題就可以
    }{ $offers ->
        [0] 。
       *[other] ，也可以按下面的問題試試。
    }

    /sources 看有哪些文件，/help 看用法，/privacy 看我保存甚麼資料。
help =
    怎樣問：
    • 在這裏直接輸入問題，書面語、廣東話、簡體字或英文都可以。
    • 在群組用 /ask 加問題、@ 我，或者回覆我的訊息；回覆別人的訊息時只輸入 /ask，就是問那條訊息。
    • 問題打錯了，直接修改那條訊息，答案會跟着更新。

    我怎樣答：
    • 答案逐句引用文件原文，[1]、[2] 是出處編號：按一下引文可以展開，按編號可以翻看前後文。
    • 文件沒有答案時，我會說明，並列出最接近的內容。
    • 數字和日期以引文為準，見報前請核對原文。

    指令：
    /ask 問題 — 提問
    /search 字詞 — 只找段落，不作答
    /verify 文字 — 核對一句話、引文或數字是否見於文件
    /why — 上一個答案是怎樣得出的
    /sources — 有哪些文件
    /latest — 最新的文件
    /settings — 語言、答案長短、靜音時段
    /feedback 意見 — 告訴管理員
    /privacy — 保存甚麼資料
    /forget — 刪除我的資料
    /cancel — 停止正在回答的問題
    /help — 用法
help-group =
    在群組裏，我只在這些時候出聲：
    • /ask 加問題；回覆別人的訊息時只輸入 /ask，就是問那條訊息
    • 在訊息任何位置 @{ $bot }
    • 回覆我的訊息

    其他訊息我收不到，也不會回應：這是 Telegram 的私隱模式。

    /search 字詞 — 只找段落
    /verify 文字 — 核對是否見於文件
    /why — 上一個答案是怎樣得出的
    /sources — 有哪些文件
    /latest — 最新的文件
    /settings@{ $bot } — 群組設定（只限管理員）
greeting =
    大家好！我根據香港創新科技政策的文件回答問題，每句都附原文出處。

    用 /ask 加問題、@{ $bot }，或者回覆我的訊息，我才會回應。管理員可以用 /settings@{ $bot } 設定語言和誰可以提問。
greeting-private =
    大家好！我根據香港創新科技政策的文件回答問題，每句都附原文出處。

    用 /ask 加問題、@{ $bot }，或者回覆我的訊息，我才會回應。其他訊息我看不到，因為 Telegram 的私隱模式沒有把它們交給我。

    管理員可以用 /settings@{ $bot } 設定語言和誰可以提問。
attachment-voice = 我聽不到語音。請把問題打成文字。
attachment-picture = 我看不到圖片裏的內容。請用文字寫出問題，或者貼上圖片裏的文字。
attachment-sticker = 收到貼圖 🙂 有創科政策的問題，直接打字就可以。
attachment-file = 我不能讀取你傳來的檔案，只會根據現有文件回答。可以貼上其中一段文字，再寫下問題。
attachment-place = 我用不到位置。請用文字寫出問題。
attachment-other = 我只看得懂文字。請用一句話寫出想知道的事。
courtesy-greeting = 你好！想知道香港創科政策的甚麼？直接問就可以。
courtesy-acknowledgement = 好的，有問題隨時再問。
courtesy-thanks = 不客氣！有問題隨時再問。
courtesy-goodbye = 再見！
courtesy-identity = 我是一個問答機械人：只根據一批香港創新科技政策的文件回答，每句附原文出處。我不是真人，也不會自行作答文件沒有寫的事。
courtesy-abilities = 你可以問我這批文件裏的數字、日期、人物、計劃和安排；我會給你一句答案和原文。文件沒有寫的，我會直說。/sources 列出所有文件，/help 有詳細用法。
courtesy-maker = 我是開源的問答程式，由架設這個機械人的人管理；想聯絡他們，可以用 /feedback 加意見。
courtesy-dispute = 我只引述文件，請對照下面的原文。引錯了，可以按答案下面的 👎，或用 /feedback 告訴我們。
courtesy-missed = 對不起，未能回答你的問題。請寫明計劃、機構或年份再問一次；也可以用 /search 加關鍵詞，自己看原文。
nothing-before = 之前一小時沒有答案可以跟進。請先問一條問題。
ask-empty = 請在 /ask 後面寫上問題，或者回覆一條訊息並輸入 /ask。
question-empty = 這段訊息沒有文字可以查。請用一句話寫出想知道的事。
question-too-long = 問題有 { $length } 字，超過 { $limit } 字的上限。請縮短再問。
failed = 抱歉，剛才出了問題，未能回答。請再問一次。
failed-noted = 抱歉，處理這條訊息時出了問題，已經記下（編號 { $id }）。
stale = 抱歉，我剛才中斷了一段時間，未能及時回答。如果仍然想知道，請再問一次。
sources-title = 現有 { $count } 份文件：
sources-found = 符合的文件有 { $count } 份，由新到舊：
sources-none = 沒有符合的文件。可以寫機構、題目的字詞或年份，例如 /sources 數碼港 2024。
sources-selected = { $names }：共 { $count } 份文件
sources-narrow = 可以按機構或年份選擇，也可以在 /sources 後面加上字詞，例如 /sources 數碼港 2024。
sources-unnamed = 沒有註明出處
year = { $year }年
latest-title = 最新的文件：
section-opening = 開首
document-gone = 這份文件已經移除或更新，請再用 /sources 查看。
unknown-command = 沒有這個指令。輸入 /help 看用法。
search-empty = 請在 /search 後面寫上要找的字詞。
search-title = 找到 { $count } 段：{ $question }
search-nothing = 文件裏找不到相關段落。
verify-empty = 請在 /verify 後面寫上要核對的句子、引文或數字，或者用 /verify 回覆一則訊息。
verify-verbatim = 文件裏有這句話，字句相同。
verify-figures = 文件裏有這些數字，但說法不同，請核對是否指同一件事。
verify-altered = 文件的說法不同：
verify-other-words = 這裏是「{ $given }」，文件是「{ $printed }」。
verify-added-words = 文件沒有「{ $given }」。
verify-omitted-words = 文件另有「{ $printed }」。
verify-newer = 較新的文件（{ $day }）另有說法：
verify-absent = 文件裏找不到這句話，最接近的是：
verify-nothing = 文件裏找不到這句話。
verify-missing = 相近的內容都沒有 { $figures }。
verify-left-out = 另有 { $count } 句未核對，請分開再發。
more-title = 其他相關段落：
cited-title = 出處：
more-nothing = 沒有其他相關段落。
one-at-a-time = 你還有兩條問題未答完，請稍等再問。輸入 /cancel 可以停止。
cancelled = 已經停止。
nothing-to-cancel = 現在沒有正在回答的問題。
access-closed = 這個機械人只供獲邀人士使用。請向管理員索取邀請連結。
access-admins = 這個群組只限管理員提問。
too-many = 問得太密了，請 { $seconds } 秒後再問。
inline-closed = 只供獲邀人士使用：按此查看
invited = 歡迎！你現在可以提問了。
too-old = 這個答案太舊，我已經沒有紀錄。請再問一次。
not-yours = 這些按鈕屬於提問的人。你可以自己用 /ask 提問。

vote-up = 多謝！
vote-down = 多謝。哪裏不好？
vote-down-group = 多謝。哪裏不好，可以用 /feedback 告訴我們。
vote-taken-back = 已經收回。
reason-beside = 答非所問
reason-wrong = 內容有錯或過時
reason-unclear = 看不明白
reason-thanks = 多謝，我們會跟進。
reason-first-vote = 請先按 👎。

button-more = 更多出處
button-export = 匯出
button-private = 私下問
button-sections = 章節
button-original = 原文
button-close = 關閉
button-documents = 所有文件
button-back = 返回段落
button-send = 發送
button-discard = 不發送

settings-title = 你的設定：
settings-title-group = 群組設定（只限管理員更改）：
settings-admins = 只有群組管理員可以更改設定。
settings-saved = 已經儲存。
language-title = 我用哪種語言？「自動」會跟隨提問的語言。
language-auto = 自動
length-short = 只要引文
length-full = 連前後文
asking-everyone = 人人可問
asking-admins = 只限管理員問
feedback-on = 評分按鈕
feedback-off = 不要評分
quiet-off = 不靜音
quiet-hours = 靜音 { $from }–{ $until } 時

feedback-empty = 請在 /feedback 後面寫上意見。
feedback-thanks = 多謝，意見已經收到。
privacy =
    我保存甚麼：
    • 你最近幾條問題，讓你可以追問；一小時後不再使用
    • 我給過的答案和它引用的段落，讓按鈕繼續有效
    • 你的設定、評分和用 /feedback 寫的意見

    問題、答案和評分保存 { $days } 天，然後自動刪除。群組的對話和私人對話分開保存，互不相通。我看不到也不保存群組裏與我無關的訊息。

    輸入 /forget 可以立即刪除所有關於你的資料。
forgotten = { $count ->
    [0] 沒有關於你的資料。
   *[other] 已經刪除所有關於你的資料。
}

stats = 聊天室 { $chats } 個 · 答案：{ $outcomes } · 👍 { $up } · 👎 { $down }
documents-faulty = ⚠️ 有文件未能讀取，請檢查：
    { $faults }
documents-unread = ⚠️ 文件有變動，但未能重新讀取，暫時沿用之前的版本。
    { $faults }
reindexed = 已經重新讀取，現有 { $count } 份文件。
reloaded = 設定已經重新讀取。
owner-failed = 未能完成：{ $reason }
stand-whom = 請寫上用戶或群組的編號，或者回覆那個人的訊息。
banned = 已經封鎖 { $who }。
unbanned = { $who } 已經回復原狀。
allowed = { $who } 現在可以提問。
broadcast-empty = 請在 /broadcast 後面寫上要發送的內容。
broadcast-preview = 以下內容會發送到 { $count } 個聊天室：
broadcast-begun = 開始發送。
broadcast-dropped = 沒有發送。
broadcast-done = 已經發送到 { $count } 個聊天室。

command-ask = 提問：在 /ask 後面寫上問題
command-search = 只找段落，不作答
command-verify = 核對句子、引文或數字
command-why = 這個答案是怎樣得出的？
command-sources = 有哪些文件
command-latest = 最新的文件
command-language = 語言
command-settings = 設定
command-feedback = 給管理員的意見
command-privacy = 保存甚麼資料
command-forget = 刪除我的資料
command-help = 怎樣使用
command-stats = 使用情況
command-reindex = 重新讀取文件
command-reload = 重新讀取設定
command-broadcast = 發訊息到所有聊天室
command-ban = 封鎖
command-unban = 解除封鎖
command-allow = 准許提問
bot-name = 創科政策問答
bot-description = 我根據香港創新科技政策的文件回答問題，每句都附原文出處；文件沒有寫的，我會直說沒有。直接輸入問題就可以，廣東話、書面語、簡體字、英文都得。
bot-short-description = 香港創科政策問答，每句有原文出處。

chat-welcome = { $documents } 份文件，{ $passages } 段。輸入問題，按 Enter；空行或 Ctrl-D 離開。
chat-help =
    輸入問題，按 Enter 就有答案；可以追問，例如「咁東橋呢？」「點解？」。
    也可以說：「仲有呢」看更多段落，「出處」看文件位置，「用英文」換語言，「短啲」只看答案。
    /search 字詞：只找段落；/verify 句子：查核原文；/sources：文件清單；/why：上一個答案怎樣得出。
    /exit 離開；上下鍵翻看之前的輸入。
chat-unknown = 沒有這個指令。/help 看用法，/exit 離開。
courtesy-maker-terminal = 我是開源的問答程式。
courtesy-dispute-terminal = 我只引述文件，出處如下，請對照原文。
courtesy-missed-terminal = 對不起，未能回答你的問題。請寫明計劃、機構或年份再問一次。

date-day = { $year }年{ $name }{ $day }日
date-days = { $year }年{ $name }{ $from }日至{ $to }日
date-month = { $year }年{ $name }
date-months = { $year }年{ $from }至{ $to }
date-part-of-month = { $year }年{ $name }{ $part ->
    [early] 初
    [middle] 中
   *[late] 底
}
date-quarter = { $year }年第{ $quarter }季
date-half = { $year }年{ $half ->
    [1] 上半年
   *[2] 下半年
}
date-part-of-year = { $year }年{ $part ->
    [early] 初
    [middle] 中
   *[late] 底
}
date-year = { $year }年
date-fiscal-year = { $year }/{ $next }財政年度
date-span = { $from }至{ $to }
month-name = { $month }月
that-is = 即{ $when }

overview = 《{ $title }》各部分的第一句：
profile = 文件中有關「{ $name }」的內容：
short-dated = { $words }（{ $that }）
short-list = 文件列出 { $count } 項：
short-printed = （{ $words }）
export-sources = 出處
export-made = { $day }由創科政策問答匯出。引文逐字錄自文件，見報前請核對原文。
note-follow-up = 承上題，當作問：{ $words }
note-follow-up-about = 承上題，關於「{ $words }」。
note-follow-up-after = 承上題「{ $words }」。
note-follow-up-in = 承上題，在《{ $words }》中查找。
note-absent = 文件內文沒有提到{ $names }。
note-judgement = 我只引述文件，不作評價或預測，也不提建議。
note-fewer = 文件的編號只到第 { $count } 項。
note-source-chinese = 文件為中文，引文照錄原文。
note-source-english = 文件為英文，引文照錄原文。
note-about = 引文談及：{ $terms }
note-asked = 你問的「{ $words }」，{ $that }。
note-date = 文中「{ $words }」，{ $that }。
note-figure = 文中「{ $words }」，即{ $figure }。
note-inferred = 文件沒有印上完整日期，所示日期為推斷。
note-newer = 較新的文件（{ $day }）可能有不同說法，見最後一則引文，請一併核對。
note-of-days = 可能的答案來自不同日期的文件，最新一份為{ $day }。
note-differs = 各文件所載不同：先列最新的，再列較早的。
as-of = { $day }：
source-copies = （同文亦見於：{ $names }）
note-as-of = 以上內容出自{ $day }的文件，其後或有變化。
note-source-traditional = 文件為繁體中文，引文照錄原文。
figure-money = { $currency ->
    [hkd] { $amount }港元
    [usd] { $amount }美元
    [cny] { $amount }元人民幣
    [eur] { $amount }歐元
    [gbp] { $amount }英鎊
   *[jpy] { $amount }日圓
}
figure-rank = 第{ $amount }
figure-people = { $amount }人
figure-about = 約{ $amount }
figure-nearly = 近{ $amount }
figure-more-than = 逾{ $amount }
figure-at-least = 至少{ $amount }
figure-at-most = 最多{ $amount }
figure-several = 數以{ $amount }計
figure-measure = { $measure ->
    [year] { $amount }年
    [years] { $amount }年
    [month] { $amount }個月
    [months] { $amount }個月
    [week] { $amount }星期
    [weeks] { $amount }星期
    [hour] { $amount }小時
    [hours] { $amount }小時
    [minute] { $amount }分鐘
    [minutes] { $amount }分鐘
    [kilometre] { $amount }公里
    [kilometres] { $amount }公里
    [metre] { $amount }米
    [metres] { $amount }米
    [square-kilometre] { $amount }平方公里
    [square-kilometres] { $amount }平方公里
    [square-metre] { $amount }平方米
    [square-metres] { $amount }平方米
    [square-foot] { $amount }平方呎
    [square-foots] { $amount }平方呎
    [hectare] { $amount }公頃
    [hectares] { $amount }公頃
    [tonne] { $amount }公噸
    [tonnes] { $amount }公噸
    [point] { $amount }個百分點
   *[points] { $amount }個百分點
}
composed = 以下由語言模型撰寫，每句已按所引原文核對。
gate-uncited = 沒有註明出自哪一句
gate-unknown-citation = 引用了不存在的句子 [{ $words }]
gate-too-long = 太長
gate-language = 不是用提問的語言寫
gate-figure = 所引句子沒有「{ $words }」這個數字
gate-exactness = 「{ $words }」與原文的「約、逾、最多」等不符
gate-date = 所引句子沒有「{ $words }」這個日期
gate-name = 所引句子沒有「{ $words }」這個名稱
gate-quotation = 所引句子沒有「{ $words }」這幾個字
gate-polarity = 原文說「否」或「未」的，它說「是」或「已」，或者相反
gate-words = 大部分字詞不在所引句子：{ $words }
gate-relation = 它說「{ $claimed }」，原文說的卻是「{ $read }」
why-chosen = 答案是文件的原句，由程式選出，沒有語言模型改寫。這句答中問題的可能性估計為 { $percent }%，高於 { $threshold }% 的門檻。
why-chosen-by-words = 答案是文件的原句，按字詞選出，沒有語言模型改寫。
why-nearest = 沒有一句達到 { $threshold }% 的門檻（最接近的一句估計為 { $percent }%），所以只列出最接近的段落。
why-nearest-by-words = 沒有一句的字詞足以答中問題，所以只列出最接近的段落。
why-nothing = 文件中找不到相關的段落。
why-composed = 答案由語言模型撰寫，每句都要通過核對：數字、日期、名稱、引號內的字、肯定或否定，以及數字說的是不是那件事。
why-searched = 實際搜尋的問題：{ $question }
why-terms = 搜尋的字詞：{ $terms }
why-between = ；
why-forms = （又作{ $forms }）
why-unknown = （文件中沒有）
why-passages = 找到的段落：
why-score = 分數 { $score }
why-likely = ，可能性 { $percent }%
why-rewritten = 語言模型把追問改寫為：{ $question }
why-claims = 語言模型寫的句子：
why-time = 語言模型用時 { $seconds } 秒。
why-failed = 語言模型沒有回覆，所以改用文件的原句：{ $error }
why-whole = 答案是文件裏的一份清單或各部分的撮要，照原文列出，不用語言模型改寫。
why-budget = 今日的語言模型用量已滿，所以改用文件的原句。
why-no-answer = 語言模型認為這些句子沒有回答問題。
why-nothing-passed = 語言模型寫的句子都未能通過核對，所以不顯示。
why-disagrees = 語言模型所據的句子與最可能的答案不同，所以改用文件的原句。
why-unsupported = 語言模型寫的句子雖然符合原文，但未能確定它回答了問題，所以不顯示。
why-none = 還沒有答案可以解釋。先問一個問題，再輸入 /why。
why-heading = 這個答案是怎樣得出的
