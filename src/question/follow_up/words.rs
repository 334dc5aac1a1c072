//! The words that follow-ups are known by; folded, lower case.

/// Openings that lead on from what was said: 咁, 那麼, and, what about.
pub(super) const OPENINGS: &[&str] = &[
    "what about",
    "how about",
    "and what about",
    "and how about",
    "and",
    "but",
    "then",
    "so",
    "那么",
    "至于",
    "噉",
    "咁",
    "那",
];

/// Openings after which no question word is needed: they ask by themselves.
pub(super) const ABOUT: &[&str] =
    &["and what about", "and how about", "what about", "how about", "and"];

/// Spoken Cantonese question words that written Chinese does not have. They
/// are known here and not translated, since the question keeps its own words.
pub(super) const SPOKEN_ASKING: &[&str] = &[
    "用什么",
    "用咩",
    "用乜",
    "几多钱",
    "边度",
    "边处",
    "边个",
    "边位",
    "边间",
    "边啲",
    "边几",
    "边样",
    "边",
    "点解",
    "点样",
    "点算",
    "点",
    "做乜",
    "做咩",
    "乜嘢",
    "咩嘢",
    "乜",
    "咩",
    "几耐",
    "几钱",
    "有冇",
    "系咪",
    "系唔系",
    "得唔得",
    "会唔会",
    "未",
];

/// Spoken words that hold a sentence together.
pub(super) const SPOKEN_FUNCTION: &[&str] = &[
    "嚟自", "来自", "同埋", "嘅", "喺", "咗", "嚟", "唔", "冇", "啲", "嗰", "呢", "系", "啊", "呀",
    "主要", "大概", "即系", "仲", "先", "more", "exactly",
];

/// Words that stand for something said before; whether they stand for many.
/// The longer come first.
pub(super) const PRONOUNS: &[(&str, bool)] = &[
    ("佢哋", true),
    ("他们", true),
    ("她们", true),
    ("它们", true),
    ("这些", true),
    ("那些", true),
    ("呢啲", true),
    ("嗰啲", true),
    ("其中", true),
    ("当中", true),
    ("佢", false),
    ("他", false),
    ("她", false),
    ("它", false),
    ("这个", false),
    ("那个", false),
    ("呢个", false),
    ("嗰个", false),
    ("这", false),
    ("该", false),
    ("they", true),
    ("them", true),
    ("their", true),
    ("these", true),
    ("those", true),
    ("its", false),
    ("it", false),
    ("he", false),
    ("she", false),
    ("him", false),
    ("his", false),
    ("her", false),
];

/// Words that a pronoun is only part of.
pub(super) const NOT_PRONOUNS: &[&str] = &[
    "其他",
    "应该",
    "该当",
    "吉他",
    "这样",
    "这里",
    "is it true",
    "is it possible",
    "is it correct",
    "does it mean",
    "is it necessary",
];

/// Words for whom is asked. A question to the bot itself (你係邊個？) is about
/// nothing that was said before.
pub(super) const SECOND_PERSON: &[&str] = &["你", "您", "you", "your"];

/// Verbs that say what happens to a subject and are none: 幾時完工？ asks
/// about what was spoken of. They are few and plain; a verb that is not here
/// makes a question stand alone, which errs on the side of a new topic.
pub(super) const PREDICATES: &[&str] = &[
    "起好",
    "建成",
    "建好",
    "完工",
    "完成",
    "落成",
    "竣工",
    "动工",
    "开工",
    "启用",
    "开放",
    "开园",
    "开始",
    "开幕",
    "通车",
    "投入",
    "运作",
    "成立",
    "推出",
    "公布",
    "截止",
    "结束",
    "举行",
    "use",
    "uses",
    "run",
    "runs",
    "work",
    "works",
    "apply",
    "join",
    "joins",
    "manage",
    "manages",
    "build",
    "builds",
    "own",
    "owns",
    "lead",
    "leads",
    "pay",
    "pays",
    "come",
    "comes",
    "go",
    "goes",
    "completed",
    "complete",
    "finished",
    "finish",
    "open",
    "opened",
    "opens",
    "ready",
    "start",
    "started",
    "starts",
    "launched",
    "launch",
    "built",
    "established",
    "announced",
    "held",
    "end",
    "ends",
    "happen",
    "happened",
    "cost",
    "costs",
];

/// Words of which one shuts the others out, so that naming another one
/// changes that slot of the question and leaves the rest.
pub(super) const CONTRASTS: &[&[&str]] = &[
    &["东", "西", "南", "北"],
    &["第一", "第二", "第三", "第四", "第五", "首"],
    &["上半年", "下半年"],
    &["内地", "海外", "本地"],
    &["east", "west", "north", "south"],
    &["eastern", "western", "northern", "southern"],
    &["first", "second", "third", "fourth", "fifth"],
    &["local", "overseas", "mainland"],
];

/// What a thing has rather than is: 那造價呢？ asks for the cost of what was
/// spoken of. Any other word is taken for another thing.
pub(super) const ATTRIBUTES: &[&str] = &[
    "造价",
    "成本",
    "费用",
    "预算",
    "金额",
    "规模",
    "面积",
    "人数",
    "用途",
    "位置",
    "地点",
    "时间",
    "日期",
    "原因",
    "目的",
    "好处",
    "进度",
    "申请资格",
    "资格",
    "门槛",
    "cost",
    "the cost",
    "budget",
    "the budget",
    "size",
    "the size",
    "location",
    "the location",
    "purpose",
    "the purpose",
    "progress",
    "eligibility",
    "price",
    "the price",
    "timing",
    "the timing",
];

/// What stands for the thing itself after a contrast: the east one, 第二個.
pub(super) const STAND_INS: &[&str] =
    &["ones", "one", "个", "座", "条", "间", "项", "期", "轮", "边"];
