# 简体中文

language-name = 简体中文

nearest = 文件里找不到能确定回答这个问题的句子。最接近的内容是：
nearest-unsure = 无法确定答案。文件里最有可能的是：
nearest-about = 文件有谈及“{ $subject }”，但找不到能确定说明{ $asked ->
    [how-many] 数目
    [share] 比例
    [rank] 排名
    [when] 时间
    [who] 是谁
    [where] 地点
    [list] 有哪些
    [why] 原因
    [how] 怎样做
    [whether] 是否如此
   *[what] 这一点
}的句子。最接近的内容是：
nearest-about-how = 文件有谈及“{ $subject }”，但找不到能确定说明怎样{ $doing }的句子。最接近的内容是：
nearest-none = 文件里找不到能确定回答这个问题的句子。
nearest-possible = 粗体字可能就是答案，请对照原文。
nearest-possible-words = 可能的答案：{ $words }。请对照原文。
abstained = 文件里找不到这个问题的答案。
abstained-hint = 文件谈到的有：{ $subjects }。
source-date-inferred = （日期为推断）
undated = 日期不详
source-vanished = 文件已经更新，这段文字不在现有文件里。当时引用的原文是：
offers = 文件能回答的问题，例如：
offer-what = 介绍一下{ $subject }

start =
    你好！我根据一批香港创新科技政策的文件回答问题，每句话都附上原文出处；文件没有写的，我会直说没有。

    { $place ->
        [group] 用 /ask 加问题就可以
       *[private] 直接输入问题就可以
    }{ $offers ->
        [0] 。
       *[other] ，也可以点下面的问题试试。
    }

    /sources 查看有哪些文件，/help 查看用法，/privacy 查看我保存哪些数据。
help =
    怎么问：
    • 在这里直接输入问题，书面语、粤语、繁体字或英文都可以。
    • 在群组里用 /ask 加问题、@ 我，或者回复我的消息；回复别人的消息时只输入 /ask，就是问那条消息。
    • 问题打错了，直接编辑那条消息，答案会跟着更新。

    我怎么答：
    • 答案逐句引用文件原文，[1]、[2] 是出处编号：点引文可以展开，点编号可以翻看上下文。
    • 文件没有答案时，我会说明，并列出最接近的内容。
    • 数字和日期以引文为准，发表前请核对原文。

    指令：
    /ask 问题 — 提问
    /search 词语 — 只找段落，不作答
    /verify 文字 — 核对一句话、引文或数字是否见于文件
    /why — 上一个答案是怎样得出的
    /sources — 有哪些文件
    /latest — 最新的文件
    /settings — 语言、答案长短、静音时段
    /feedback 意见 — 告诉管理员
    /privacy — 保存哪些数据
    /forget — 删除我的数据
    /cancel — 停止正在回答的问题
    /help — 用法
help-group =
    在群组里，我只在这些时候出声：
    • /ask 加问题；回复别人的消息时只输入 /ask，就是问那条消息
    • 在消息任何位置 @{ $bot }
    • 回复我的消息

    其他消息我收不到，也不会回应：这是 Telegram 的隐私模式。

    /search 词语 — 只找段落
    /verify 文字 — 核对是否见于文件
    /why — 上一个答案是怎样得出的
    /sources — 有哪些文件
    /latest — 最新的文件
    /settings@{ $bot } — 群组设置（仅限管理员）
greeting =
    大家好！我根据香港创新科技政策的文件回答问题，每句话都附原文出处。

    用 /ask 加问题、@{ $bot }，或者回复我的消息，我才会回应。管理员可以用 /settings@{ $bot } 设置语言和谁可以提问。
greeting-private =
    大家好！我根据香港创新科技政策的文件回答问题，每句话都附原文出处。

    用 /ask 加问题、@{ $bot }，或者回复我的消息，我才会回应。其他消息我看不到，因为 Telegram 的隐私模式没有把它们交给我。

    管理员可以用 /settings@{ $bot } 设置语言和谁可以提问。
attachment-voice = 我听不了语音。请把问题打成文字。
attachment-picture = 我看不到图片里的内容。请用文字写出问题，或者贴上图片里的文字。
attachment-sticker = 收到表情 🙂 有创科政策的问题，直接打字就可以。
attachment-file = 我不能读取你发来的文件，只会根据现有文件回答。可以贴上其中一段文字，再写下问题。
attachment-place = 我用不到位置。请用文字写出问题。
attachment-other = 我只看得懂文字。请用一句话写出想知道的事。
courtesy-greeting = 你好！想知道香港创科政策的什么？直接问就可以。
courtesy-acknowledgement = 好的，有问题随时再问。
courtesy-thanks = 不客气！有问题随时再问。
courtesy-goodbye = 再见！
courtesy-identity = 我是一个问答机器人：只根据一批香港创新科技政策的文件回答，每句附原文出处。我不是真人，也不会自行回答文件没有写的事。
courtesy-abilities = 你可以问我这批文件里的数字、日期、人物、计划和安排；我会给你一句答案和原文。文件没有写的，我会直说。/sources 列出所有文件，/help 有详细用法。
courtesy-maker = 我是开源的问答程序，由架设这个机器人的人管理；想联系他们，可以用 /feedback 加意见。
courtesy-dispute = 我只引述文件，请对照下面的原文。引错了，可以按答案下面的 👎，或用 /feedback 告诉我们。
courtesy-missed = 对不起，没有回答到你的问题。请写明计划、机构或年份再问一次；也可以用 /search 加关键词，自己看原文。
nothing-before = 之前一小时没有答案可以跟进。请先问一个问题。
ask-empty = 请在 /ask 后面写上问题，或者回复一条消息并输入 /ask。
question-empty = 这条消息没有文字可以查。请用一句话写出想知道的事。
question-too-long = 问题有 { $length } 字，超过 { $limit } 字的上限。请缩短再问。
failed = 抱歉，刚才出了问题，没能回答。请再问一次。
failed-noted = 抱歉，处理这条消息时出了问题，已经记下（编号 { $id }）。
stale = 抱歉，我刚才中断了一段时间，没能及时回答。如果还想知道，请再问一次。
sources-title = 现有 { $count } 份文件：
sources-found = 符合的文件有 { $count } 份，从新到旧：
sources-none = 没有符合的文件。可以写机构、题目的字词或年份，例如 /sources 数码港 2024。
sources-selected = { $names }：共 { $count } 份文件
sources-narrow = 可以按机构或年份选择，也可以在 /sources 后面加上字词，例如 /sources 数码港 2024。
sources-unnamed = 没有注明出处
year = { $year }年
latest-title = 最新的文件：
section-opening = 开头
document-gone = 这份文件已经移除或更新，请再用 /sources 查看。
unknown-command = 没有这个指令。输入 /help 查看用法。
search-empty = 请在 /search 后面写上要找的词语。
search-title = 找到 { $count } 段：{ $question }
search-nothing = 文件里找不到相关段落。
verify-empty = 请在 /verify 后面写上要核对的句子、引文或数字，或者用 /verify 回复一条消息。
verify-verbatim = 文件里有这句话，字句相同。
verify-figures = 文件里有这些数字，但说法不同，请核对是否指同一件事。
verify-altered = 文件的说法不同：
verify-other-words = 这里是“{ $given }”，文件是“{ $printed }”。
verify-added-words = 文件没有“{ $given }”。
verify-omitted-words = 文件另有“{ $printed }”。
verify-newer = 较新的文件（{ $day }）另有说法：
verify-absent = 文件里找不到这句话，最接近的是：
verify-nothing = 文件里找不到这句话。
verify-missing = 相近的内容都没有 { $figures }。
verify-left-out = 另有 { $count } 句未核对，请分开再发。
more-title = 其他相关段落：
cited-title = 出处：
more-nothing = 没有其他相关段落。
one-at-a-time = 你还有两个问题没答完，请稍等再问。输入 /cancel 可以停止。
cancelled = 已经停止。
nothing-to-cancel = 现在没有正在回答的问题。
access-closed = 这个机器人只供受邀者使用。请向管理员索取邀请链接。
access-admins = 这个群组只有管理员可以提问。
too-many = 问得太频繁了，请 { $seconds } 秒后再问。
inline-closed = 仅供受邀者使用：点此查看
invited = 欢迎！你现在可以提问了。
too-old = 这个答案太旧，我已经没有记录。请再问一次。
not-yours = 这些按钮属于提问的人。你可以自己用 /ask 提问。

vote-up = 谢谢！
vote-down = 谢谢。哪里不好？
vote-down-group = 多谢。哪里不好，可以用 /feedback 告诉我们。
vote-taken-back = 已经收回。
reason-beside = 答非所问
reason-wrong = 内容有错或过时
reason-unclear = 看不明白
reason-thanks = 谢谢，我们会跟进。
reason-first-vote = 请先点 👎。

button-more = 更多出处
button-export = 导出
button-private = 私下问
button-sections = 章节
button-original = 原文
button-close = 关闭
button-documents = 所有文件
button-back = 返回段落
button-send = 发送
button-discard = 不发送

settings-title = 你的设置：
settings-title-group = 群组设置（仅限管理员更改）：
settings-admins = 只有群组管理员可以更改设置。
settings-saved = 已经保存。
language-title = 我用哪种语言？“自动”会跟随提问的语言。
language-auto = 自动
length-short = 只要引文
length-full = 连上下文
asking-everyone = 人人可问
asking-admins = 仅管理员可问
feedback-on = 评分按钮
feedback-off = 不要评分
quiet-off = 不静音
quiet-hours = 静音 { $from }–{ $until } 点

feedback-empty = 请在 /feedback 后面写上意见。
feedback-thanks = 谢谢，意见已经收到。
privacy =
    我保存哪些数据：
    • 你最近几个问题，让你可以追问；一小时后不再使用
    • 我给过的答案和它引用的段落，让按钮继续有效
    • 你的设置、评分和用 /feedback 写的意见

    问题、答案和评分保存 { $days } 天，然后自动删除。群组的对话和私人对话分开保存，互不相通。我看不到也不保存群组里与我无关的消息。

    输入 /forget 可以立即删除所有关于你的数据。
forgotten = { $count ->
    [0] 没有关于你的数据。
   *[other] 已经删除所有关于你的数据。
}

stats = 聊天 { $chats } 个 · 答案：{ $outcomes } · 👍 { $up } · 👎 { $down }
documents-faulty = ⚠️ 有文件未能读取，请检查：
    { $faults }
documents-unread = ⚠️ 文件有变动，但未能重新读取，暂时沿用之前的版本。
    { $faults }
reindexed = 已经重新读取，现有 { $count } 份文件。
reloaded = 设置已经重新读取。
owner-failed = 没能完成：{ $reason }
stand-whom = 请写上用户或群组的编号，或者回复那个人的消息。
banned = 已经封禁 { $who }。
unbanned = { $who } 已经恢复原状。
allowed = { $who } 现在可以提问。
broadcast-empty = 请在 /broadcast 后面写上要发送的内容。
broadcast-preview = 以下内容会发送到 { $count } 个聊天：
broadcast-begun = 开始发送。
broadcast-dropped = 没有发送。
broadcast-done = 已经发送到 { $count } 个聊天。

command-ask = 提问：在 /ask 后面写上问题
command-search = 只找段落，不作答
command-verify = 核对句子、引文或数字
command-why = 这个答案是怎样得出的？
command-sources = 有哪些文件
command-latest = 最新的文件
command-language = 语言
command-settings = 设置
command-feedback = 给管理员的意见
command-privacy = 保存哪些数据
command-forget = 删除我的数据
command-help = 怎么使用
command-stats = 使用情况
command-reindex = 重新读取文件
command-reload = 重新读取设置
command-broadcast = 发消息到所有聊天
command-ban = 封禁
command-unban = 解除封禁
command-allow = 准许提问
bot-name = 创科政策问答
bot-description = 我根据香港创新科技政策的文件回答问题，每句话都附原文出处；文件没有写的，我会直说没有。直接输入问题就可以，书面语、粤语、繁体字、英文都行。
bot-short-description = 香港创科政策问答，每句话有原文出处。

chat-welcome = { $documents } 份文件，{ $passages } 段。输入问题，按 Enter；空行或 Ctrl-D 退出。
chat-help =
    输入问题，按 Enter 就有答案；可以追问，例如“那东桥呢？”“为什么？”。
    也可以说：“还有吗”看更多段落，“出处”看文件位置，“用英文”换语言，“短一点”只看答案。
    /search 词语：只找段落；/verify 句子：核对原文；/sources：文件清单；/why：上一个答案怎样得出。
    /exit 离开；上下键翻看之前的输入。
chat-unknown = 没有这个命令。/help 看用法，/exit 离开。
courtesy-maker-terminal = 我是开源的问答程序。
courtesy-dispute-terminal = 我只引述文件，出处如下，请对照原文。
courtesy-missed-terminal = 对不起，没有回答到你的问题。请写明计划、机构或年份再问一次。

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

overview = 《{ $title }》各部分的第一句：
profile = 文件中有关“{ $name }”的内容：
short-dated = { $words }（{ $that }）
short-list = 文件列出 { $count } 项：
short-printed = （{ $words }）
export-sources = 出处
export-made = { $day }由创科政策问答导出。引文逐字录自文件，见报前请核对原文。
note-follow-up = 承接上一个问题，理解为：{ $words }
note-follow-up-about = 承上题，关于“{ $words }”。
note-follow-up-after = 承上题“{ $words }”。
note-follow-up-in = 承接上一个问题，在《{ $words }》中查找。
note-absent = 文件正文没有提到{ $names }。
note-judgement = 我只引述文件，不作评价或预测，也不提建议。
note-fewer = 文件的编号只到第 { $count } 项。
note-source-chinese = 文件为中文，引文照录原文。
note-source-english = 文件为英文，引文照录原文。
note-about = 引文谈及：{ $terms }
note-asked = 你问的“{ $words }”，{ $that }。
note-date = 文中“{ $words }”，{ $that }。
note-figure = 文中“{ $words }”，即{ $figure }。
note-inferred = 文件没有印上完整日期，所示日期为推断。
note-newer = 较新的文件（{ $day }）可能有不同说法，见最后一则引文，请一并核对。
note-of-days = 可能的答案来自不同日期的文件，最新一份为{ $day }。
note-differs = 各文件所载不同：先列最新的，再列较早的。
as-of = { $day }：
source-copies = （同文亦见于：{ $names }）
note-as-of = 以上内容出自{ $day }的文件，此后可能有变化。
note-source-traditional = 文件为繁体中文，引文照录原文。
figure-money = { $currency ->
    [hkd] { $amount }港元
    [usd] { $amount }美元
    [cny] { $amount }元人民币
    [eur] { $amount }欧元
    [gbp] { $amount }英镑
   *[jpy] { $amount }日元
}
figure-rank = 第{ $amount }
figure-people = { $amount }人
figure-about = 约{ $amount }
figure-nearly = 近{ $amount }
figure-more-than = 超过{ $amount }
figure-at-least = 至少{ $amount }
figure-at-most = 最多{ $amount }
figure-several = 数以{ $amount }计
figure-measure = { $measure ->
    [year] { $amount }年
    [years] { $amount }年
    [month] { $amount }个月
    [months] { $amount }个月
    [week] { $amount }星期
    [weeks] { $amount }星期
    [hour] { $amount }小时
    [hours] { $amount }小时
    [minute] { $amount }分钟
    [minutes] { $amount }分钟
    [kilometre] { $amount }公里
    [kilometres] { $amount }公里
    [metre] { $amount }米
    [metres] { $amount }米
    [square-kilometre] { $amount }平方公里
    [square-kilometres] { $amount }平方公里
    [square-metre] { $amount }平方米
    [square-metres] { $amount }平方米
    [square-foot] { $amount }平方尺
    [square-foots] { $amount }平方尺
    [hectare] { $amount }公顷
    [hectares] { $amount }公顷
    [tonne] { $amount }吨
    [tonnes] { $amount }吨
    [point] { $amount }个百分点
   *[points] { $amount }个百分点
}
composed = 以下由语言模型撰写，每句已按所引原文核对。
gate-uncited = 没有注明出自哪一句
gate-unknown-citation = 引用了不存在的句子 [{ $words }]
gate-too-long = 太长
gate-language = 不是用提问的语言写
gate-figure = 所引句子没有“{ $words }”这个数字
gate-exactness = “{ $words }”与原文的“约、逾、最多”等不符
gate-date = 所引句子没有“{ $words }”这个日期
gate-name = 所引句子没有“{ $words }”这个名称
gate-quotation = 所引句子没有“{ $words }”这几个字
gate-polarity = 原文说“否”或“未”的，它说“是”或“已”，或者相反
gate-words = 大部分字词不在所引句子：{ $words }
gate-relation = 它说“{ $claimed }”，原文说的却是“{ $read }”
why-chosen = 答案是文件的原句，由程序选出，没有语言模型改写。这句答中问题的可能性估计为 { $percent }%，高于 { $threshold }% 的门槛。
why-chosen-by-words = 答案是文件的原句，按字词选出，没有语言模型改写。
why-nearest = 没有一句达到 { $threshold }% 的门槛（最接近的一句估计为 { $percent }%），所以只列出最接近的段落。
why-nearest-by-words = 没有一句的字词足以答中问题，所以只列出最接近的段落。
why-nothing = 文件中找不到相关的段落。
why-composed = 答案由语言模型撰写，每句都要通过核对：数字、日期、名称、引号内的字、肯定或否定，以及数字说的是不是那件事。
why-searched = 实际搜索的问题：{ $question }
why-terms = 搜索的字词：{ $terms }
why-between = ；
why-forms = （又作{ $forms }）
why-unknown = （文件中没有）
why-passages = 找到的段落：
why-score = 分数 { $score }
why-likely = ，可能性 { $percent }%
why-rewritten = 语言模型把追问改写为：{ $question }
why-claims = 语言模型写的句子：
why-time = 语言模型用时 { $seconds } 秒。
why-failed = 语言模型没有回复，所以改用文件的原句：{ $error }
why-whole = 答案是文件里的一份清单或各部分的撮要，照原文列出，不用语言模型改写。
why-budget = 今日的语言模型用量已满，所以改用文件的原句。
why-no-answer = 语言模型认为这些句子没有回答问题。
why-nothing-passed = 语言模型写的句子都未能通过核对，所以不显示。
why-disagrees = 语言模型所据的句子与最可能的答案不同，所以改用文件的原句。
why-unsupported = 语言模型写的句子虽然符合原文，但未能确定它回答了问题，所以不显示。
why-none = 还没有答案可以解释。先问一个问题，再输入 /why。
why-heading = 这个答案是怎样得出的
