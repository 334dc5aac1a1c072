# 繁體中文（香港）

nearest = 文件沒有直接回答這條問題。最接近的內容是：
abstained = 文件裏找不到這條問題的答案。
abstained-hint = 文件談到的有：{ $subjects }。
source-date-inferred = （日期為推斷）
source-unnamed = 來源不詳
undated = 日期不詳

start =
    你好！我根據一批香港創新科技政策的文件回答問題，每句都附上原文出處；文件沒有寫的，我會直說沒有。

    直接輸入問題就可以。文件談到的有：{ $subjects }。

    /sources 看有哪些文件，/help 看用法。
help =
    怎樣問：
    • 在這裏直接輸入問題，書面語、廣東話、簡體字或英文都可以。
    • 在羣組用 /ask 加問題；回覆別人的訊息時只輸入 /ask，就是問那條訊息。

    我怎樣答：
    • 答案逐句引用文件原文，[1]、[2] 是出處編號，按一下引文可以展開全文。
    • 文件沒有答案時，我會說明，並列出最接近的內容。
    • 數字和日期以引文為準，見報前請核對原文。

    指令：
    /ask 問題 — 提問
    /sources — 有哪些文件
    /help — 用法
ask-empty = 請在 /ask 後面寫上問題，或者回覆一條訊息並輸入 /ask。
question-empty = 這段訊息沒有文字可以查。請用一句話寫出想知道的事。
question-too-long = 問題有 { $length } 字，超過 { $limit } 字的上限。請縮短再問。
failed = 抱歉，剛才出了問題，未能回答。請再問一次。
sources-title = 現有 { $count } 份文件：
unknown-command = 沒有這個指令。輸入 /help 看用法。

command-ask = 提問：在 /ask 後面寫上問題
command-sources = 有哪些文件
command-help = 怎樣使用
command-start = 開始
bot-description = 我根據香港創新科技政策的文件回答問題，每句都附原文出處；文件沒有寫的，我會直說沒有。直接輸入問題就可以，廣東話、書面語、簡體字、英文都得。
bot-short-description = 香港創科政策問答，每句有原文出處。

chat-welcome = { $documents } 份文件，{ $passages } 段。輸入問題，按 Enter；空行或 Ctrl-D 離開。

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

note-follow-up = 承上題，當作問：{ $words }
note-source-chinese = 文件為中文，引文照錄原文。
note-source-english = 文件為英文，引文照錄原文。
note-about = 引文談及：{ $terms }
note-date = 文中「{ $words }」，{ $that }。
