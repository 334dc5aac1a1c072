# 简体中文

nearest = 文件没有直接回答这个问题。最接近的内容是：
abstained = 文件里找不到这个问题的答案。
abstained-hint = 文件谈到的有：{ $subjects }。
source-date-inferred = （日期为推断）
source-unnamed = 来源不详
undated = 日期不详

start =
    你好！我根据一批香港创新科技政策的文件回答问题，每句话都附上原文出处；文件没有写的，我会直说没有。

    直接输入问题就可以。文件谈到的有：{ $subjects }。

    /sources 查看有哪些文件，/help 查看用法。
help =
    怎么问：
    • 在这里直接输入问题，书面语、粤语、繁体字或英文都可以。
    • 在群组里用 /ask 加问题；回复别人的消息时只输入 /ask，就是问那条消息。

    我怎么答：
    • 答案逐句引用文件原文，[1]、[2] 是出处编号，点一下引文可以展开全文。
    • 文件没有答案时，我会说明，并列出最接近的内容。
    • 数字和日期以引文为准，发表前请核对原文。

    指令：
    /ask 问题 — 提问
    /sources — 有哪些文件
    /help — 用法
ask-empty = 请在 /ask 后面写上问题，或者回复一条消息并输入 /ask。
question-empty = 这条消息没有文字可以查。请用一句话写出想知道的事。
question-too-long = 问题有 { $length } 字，超过 { $limit } 字的上限。请缩短再问。
failed = 抱歉，刚才出了问题，没能回答。请再问一次。
sources-title = 现有 { $count } 份文件：
unknown-command = 没有这个指令。输入 /help 查看用法。

command-ask = 提问：在 /ask 后面写上问题
command-sources = 有哪些文件
command-help = 怎么使用
command-start = 开始
bot-description = 我根据香港创新科技政策的文件回答问题，每句话都附原文出处；文件没有写的，我会直说没有。直接输入问题就可以，书面语、粤语、繁体字、英文都行。
bot-short-description = 香港创科政策问答，每句话有原文出处。

chat-welcome = { $documents } 份文件，{ $passages } 段。输入问题，按 Enter；空行或 Ctrl-D 退出。

date-day = { $year }年{ $name }{ $day }日
date-days = { $year }年{ $name }{ $from }日至{ $to }日
date-month = { $year }年{ $name }
date-months = { $year }年{ $from }至{ $to }
date-part-of-month = { $year }年{ $name }{ $part ->
    [early] 初
    [middle] 中
   *[late] 底
}
date-quarter = { $year }年第{ $quarter }季度
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
date-fiscal-year = { $year }/{ $next }财政年度
date-span = { $from }至{ $to }
month-name = { $month }月
that-is = 即{ $when }

note-follow-up = 承接上一个问题，理解为：{ $words }
note-source-chinese = 文件为中文，引文照录原文。
note-source-english = 文件为英文，引文照录原文。
note-about = 引文谈及：{ $terms }
note-date = 文中“{ $words }”，{ $that }。
