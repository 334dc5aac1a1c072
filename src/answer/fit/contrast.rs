//! Whether what is said is of the other side than the one asked about: overseas
//! for local, after for before, so for not so.

use crate::retrieval::PreparedQuestion;
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
    &[&["最多"], &["最少", "fewest"]],
    &[&["收入", "revenue", "income"], &["支出", "开支", "spending", "expenditure"]],
    &[&["入境", "arrival"], &["出境", "离境", "departure"]],
    &[&["成人", "adult"], &["儿童", "child"]],
    &[&["小学", "primary"], &["中学", "secondary"], &["幼稚园", "幼儿园", "kindergarten"]],
    &[&["现时", "目前"], &["原本", "原先", "此前", "本来"]],
];

/// Whether `clause` has another side of what the question asks about, and not
/// the one that it asks about: 海外企業 where 本地企業 is asked about.
pub(super) fn of_another_side(prepared: &PreparedQuestion, clause: &str) -> bool {
    let (asked, said) = (&prepared.question.wording.text, folded(clause));
    let has = |text: &str, words: &[&str]| words.iter().any(|word| begins_word(text, word));
    CONTRASTS.iter().any(|sides| {
        let mut asked_about = sides.iter().filter(|side| has(asked, side));
        let (Some(side), None) = (asked_about.next(), asked_about.next()) else { return false };
        let others = sides.iter().filter(|other| *other != side);
        // The clause is Chinese or English, whatever the question is.
        !has(&said, side) && others.into_iter().any(|other| has(&said, other))
    })
}

/// Whether `word` stands in `text`, in English at the start of a word: rise is
/// not in enterprise, nor male in female.
fn begins_word(text: &str, word: &str) -> bool {
    let starts =
        |at: usize| !(word.is_ascii() && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()));
    text.match_indices(word).any(|(at, _)| starts(at))
}

/// Something that a question may turn on, with the words that tell it, all
/// folded.
struct Turn {
    asked: &'static [&'static str],
    /// What has the characters of `asked` and does not ask.
    not_asked: &'static [&'static str],
    told: &'static [&'static str],
    /// What has the characters of `told` and does not tell.
    not_told: &'static [&'static str],
}

const TURNS: &[Turn] = &[
    // How things were before something.
    Turn {
        asked: &[
            "之前",
            "以前",
            "此前",
            "原本",
            "原先",
            "升级前",
            "before ",
            "previously",
            "originally",
        ],
        not_asked: &[],
        told: &[
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
        ],
        not_told: &["目前", "前沿", "前景", "前往", "提前", "前瞻", "当前", "前三", "前线"],
    },
    // What is not so.
    Turn {
        asked: &[
            "不是",
            "并非",
            "不属",
            "以外",
            "之外",
            "除了",
            "other than",
            "excluding",
            "except",
            " not ",
        ],
        not_asked: &["是不是", "不是吗", "or not", "whether or not"],
        told: &[
            "非", "不", "除", "其他", "其余", "未", "无", "另", "以外", "not", "other", "except",
            "exclud",
        ],
        not_told: &[],
    },
];

/// Whether it is asked how things were before something, or what is not so,
/// and `sentence` tells only how they are after it, or what is so.
pub(super) fn lacks_turn(prepared: &PreparedQuestion, sentence: &str) -> bool {
    let without =
        |text: String, words: &[&str]| words.iter().fold(text, |text, word| text.replace(word, ""));
    TURNS.iter().any(|turn| {
        let asked = without(prepared.question.wording.text.clone(), turn.not_asked);
        // 2030年之前 is a date.
        let is_date = |at: usize| {
            asked[..at].ends_with(|c: char| c.is_ascii_digit() || "年月日号底初".contains(c))
        };
        let mut asking = turn.asked.iter().filter_map(|word| asked.find(word));
        let said = without(folded(sentence), turn.not_told);
        asking.any(|at| !is_date(at)) && !turn.told.iter().any(|word| said.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_word_is_known_by_its_start() {
        assert!(begins_word("how far did rents rise", "rise") && begins_word("本地企业", "本地"));
        assert!(!begins_word("how many enterprises", "rise") && !begins_word("female", "male"));
    }
}
