//! Whether a clause speaks of the other side than the one asked about.

use crate::retrieval::Prepared;
use crate::text::normalize::folded;

/// Things that are told apart, folded, each with its other words: what is said
/// of one is not said of the others.
const CONTRASTS: &[&[&[&str]]] = &[
    &[
        &["本地", "本港", "local"],
        &["内地", "大陆", "mainland"],
        &["海外", "外国", "境外", "国外", "overseas", "foreign"],
    ],
    &[&["男", "male"], &["女", "female"]],
    &[&["公营", "public sector"], &["私营", "private sector"]],
    &[&["上半年", "first half"], &["下半年", "second half"]],
    &[&["进口", "import"], &["出口", "export"]],
    &[
        &["增", "升", "多了", "increase", "rise", "grow", "up by"],
        &["减", "跌", "降", "少了", "decrease", "fall", "drop", "decline"],
    ],
    &[&["最高", "highest"], &["最低", "lowest"]],
    &[&["最多", "most"], &["最少", "fewest", "least"]],
    &[&["收入", "revenue", "income"], &["支出", "开支", "spending", "expenditure"]],
    &[&["入境", "arrival"], &["出境", "离境", "departure"]],
    &[&["成人", "adult"], &["儿童", "child"]],
    &[&["小学", "primary"], &["中学", "secondary"], &["幼稚园", "幼儿园", "kindergarten"]],
    &[&["现时", "目前"], &["原本", "原先", "此前", "本来"]],
];

/// Whether `clause` has another side of what the question asks about, and not
/// the one that it asks about: 海外企業 where 本地企業 is asked about.
pub(super) fn of_another_side(prepared: &Prepared, clause: &str) -> bool {
    let (asked, said) = (&prepared.written, folded(clause));
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    CONTRASTS.iter().any(|sides| {
        let mut asked_about = sides.iter().filter(|side| has(asked, side));
        let (Some(side), None) = (asked_about.next(), asked_about.next()) else { return false };
        let others = sides.iter().filter(|other| *other != side);
        // The clause is Chinese or English, whatever the question is.
        !has(&said, side) && others.into_iter().any(|other| has(&said, other))
    })
}

/// Words that ask how things were before something, folded.
const BEFORE: &[&str] =
    &["之前", "以前", "此前", "原本", "原先", "升级前", "before ", "previously", "originally"];

/// Words that tell it.
const TOLD_BEFORE: &[&str] = &[
    "前",
    "原",
    "本来",
    "以往",
    "增至",
    "升至",
    "增加至",
    "提升至",
    "降至",
    "减至",
    "before",
    "from",
    "previous",
    "original",
];

/// What only looks like them.
const NOT_BEFORE: &[&str] =
    &["目前", "前沿", "前景", "前往", "提前", "前瞻", "当前", "前三", "前线"];

/// Whether it is asked how things were before something, and `sentence` tells
/// how they are after it. 2030年之前 is a date.
pub(super) fn lacks_before(prepared: &Prepared, sentence: &str) -> bool {
    let asked = prepared.written.as_str();
    let is_date = |at: usize| {
        asked[..at].ends_with(|c: char| c.is_ascii_digit() || "年月日号底初".contains(c))
    };
    let mut found = BEFORE.iter().filter_map(|word| asked.find(word));
    if !found.any(|at| !is_date(at)) {
        return false;
    }
    let without = |text: String, word: &&str| text.replace(word, "");
    let said = NOT_BEFORE.iter().fold(folded(sentence), without);
    !TOLD_BEFORE.iter().any(|word| said.contains(word))
}

/// Words that ask for what is not so, folded.
const NEGATED: &[&str] =
    &["不是", "并非", "不属", "以外", "之外", "除了", "other than", "excluding", "except", " not "];

/// What asks whether, with their characters.
const NOT_NEGATED: &[&str] = &["是不是", "不是吗", "or not", "whether or not"];

/// Words that tell it.
const TOLD_NEGATED: &[&str] = &[
    "非", "不", "除", "其他", "其余", "未", "无", "另", "以外", "not", "other", "except", "exclud",
];

/// Whether it is asked what is not so, and `sentence` says only what is.
pub(super) fn lacks_negation(prepared: &Prepared, sentence: &str) -> bool {
    let without = |text: String, word: &&str| text.replace(word, "");
    let asked = NOT_NEGATED.iter().fold(prepared.written.clone(), without);
    let said = folded(sentence);
    NEGATED.iter().any(|word| asked.contains(word))
        && !TOLD_NEGATED.iter().any(|word| said.contains(word))
}
