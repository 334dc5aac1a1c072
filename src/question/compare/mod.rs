//! Whether a question compares things or asks the same of each, and the question about
//! each. What is then told stands side by side; which is more is for the reader to say.
//!
//! - 比較河套園區和科學園的面積, "Cyberport vs HKSTP": [`told`];
//! - 數碼港同科學園分別有幾多間公司？: [`apart`];
//! - 數碼港同科學園邊個多初創？: [`weighed`].

mod apart;
mod sentence;
mod told;
mod weighed;

use self::sentence::Sentence;
use crate::corpus::glossary::Glossary;
use crate::text::script::width;

/// A question that is wider than this, in columns, asks for more.
const LONGEST: usize = 160;

/// The question about each of the things that `text` compares, two to four; `None` where it
/// compares none. What joins two things is no part of a word, nor of a name of `glossary`:
/// 創新及科技基金 is one thing.
pub(super) fn each(text: &str, glossary: &Glossary) -> Option<Vec<String>> {
    if width(text) > LONGEST {
        return None;
    }
    let sentence = Sentence::new(text, glossary);
    told::each(&sentence).or_else(|| apart::each(&sentence)).or_else(|| weighed::each(&sentence))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::text::hostile;
    use crate::text::normalize::folded;

    fn each(text: &str) -> Option<Vec<String>> {
        let terms = "智方便\tiAM Smart\n港話通\tHKChat\n\
            創新及科技基金\tInnovation and Technology Fund\n產學研1+計劃\tRAISe+ Scheme\tRAISe+\n";
        super::each(text, &Glossary::parse(terms, Path::new("glossary.tsv")).expect("parses"))
    }

    #[test]
    fn two_things_that_are_compared_are_asked_about_one_by_one() {
        let cases = [
            ("比較河套園區和科學園的面積", ["河套園區的面積？", "科學園的面積？"]),
            ("請比較一下河套園區同科學園嘅租金。", ["河套園區的租金？", "科學園的租金？"]),
            ("比较河套园区与科学园", ["河套园区", "科学园"]),
            ("河套園區同科學園有咩分別？", ["河套園區", "科學園"]),
            ("數碼港和科學園的租金比較", ["數碼港的租金？", "科學園的租金？"]),
            ("比較創新及科技基金及數碼港的開支", ["創新及科技基金的開支？", "數碼港的開支？"]),
            ("創新及科技基金和電訊及廣播管理局有何分別？", ["創新及科技基金", "電訊及廣播管理局"]),
            ("比較大灣區共同基金同河套園區的規模", ["大灣區共同基金的規模？", "河套園區的規模？"]),
            (
                "Compare Cyberport and the Science Park on occupancy",
                ["What is occupancy of Cyberport?", "What is occupancy of the Science Park?"],
            ),
            (
                "Compare the Innovation and Technology Fund and Cyberport",
                ["the Innovation and Technology Fund", "Cyberport"],
            ),
            (
                "Compare the size of Hetao and the Science Park",
                ["What is the size of Hetao?", "What is the size of the Science Park?"],
            ),
            ("河套園區 vs 科學園", ["河套園區", "科學園"]),
            ("NIFS vs. NIAS", ["NIFS", "NIAS"]),
            ("What is the difference between Cyberport and HKSTP?", ["Cyberport", "HKSTP"]),
        ];
        for (text, expected) in cases {
            assert_eq!(each(text).as_deref(), Some(&expected.map(str::to_owned)[..]), "{text}");
        }
    }

    #[test]
    fn what_is_asked_of_each_is_asked_of_one_after_the_other() {
        let cases: [(&str, &[&str]); 12] = [
            (
                "河套園區同數碼港分別有幾多間公司？",
                &["河套園區有幾多間公司？", "數碼港有幾多間公司？"],
            ),
            (
                "請問數碼港、科學園和河套園區的租金分別是多少？",
                &["數碼港的租金是多少？", "科學園的租金是多少？", "河套園區的租金是多少？"],
            ),
            (
                "產學研1+計劃同新型工業化資助計劃嘅上限各自係幾多？",
                &["產學研1+計劃嘅上限係幾多？", "新型工業化資助計劃嘅上限係幾多？"],
            ),
            (
                "河套園區2024年同2025年分別有幾多間公司？",
                &["河套園區2024年有幾多間公司？", "河套園區2025年有幾多間公司？"],
            ),
            (
                "2023年和2024年的專利申請分別有多少宗？",
                &["2023年的專利申請有多少宗？", "2024年的專利申請有多少宗？"],
            ),
            (
                "What are the ceilings of RAISe+ and NIFS respectively?",
                &["What are the ceilings of RAISe+?", "What are the ceilings of NIFS?"],
            ),
            (
                "What are the ceilings of RAISe+ and NIFS?",
                &["What are the ceilings of RAISe+?", "What are the ceilings of NIFS?"],
            ),
            (
                "What are the ceilings of the Innovation and Technology Fund and the RAISe+ Scheme?",
                &[
                    "What are the ceilings of the Innovation and Technology Fund?",
                    "What are the ceilings of the RAISe+ Scheme?",
                ],
            ),
            (
                "產學研1+計劃同創新及科技基金嘅資助上限係幾多？",
                &["產學研1+計劃嘅資助上限係幾多？", "創新及科技基金嘅資助上限係幾多？"],
            ),
            (
                "How many startups do Cyberport and the Science Park each have?",
                &[
                    "How many startups does Cyberport have?",
                    "How many startups does the Science Park have?",
                ],
            ),
            (
                "How many startups do Cyberport and the Innovation and Technology Fund support?",
                &[
                    "How many startups does Cyberport support?",
                    "How many startups does the Innovation and Technology Fund support?",
                ],
            ),
            (
                "How much are HKSTP and Cyberport spending in 2025?",
                &["How much is HKSTP spending in 2025?", "How much is Cyberport spending in 2025?"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(each(text).as_deref().unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn which_of_two_is_more_asks_how_much_each_is() {
        let cases = [
            ("數碼港同科學園邊個多初創？", ["數碼港有幾多初創？", "科學園有幾多初創？"]),
            ("智方便同港話通邊個多用戶？", ["智方便有幾多用戶？", "港話通有幾多用戶？"]),
            ("智方便同港話通比邊個多用戶？", ["智方便有幾多用戶？", "港話通有幾多用戶？"]),
            ("數碼港和科學園哪個有更多公司？", ["數碼港有多少公司？", "科學園有多少公司？"]),
            ("RAISe+同NIAS邊個資助多啲？", ["RAISe+資助幾多？", "NIAS資助幾多？"]),
            (
                "河套園區與科學園的面積哪個較大？",
                ["河套園區的面積有多大？", "科學園的面積有多大？"],
            ),
            ("邊個早啲開園，河套園區定科學園？", ["河套園區幾時開園？", "科學園幾時開園？"]),
            ("數碼港同科學園邊個園區最早開園？", ["數碼港幾時開園？", "科學園幾時開園？"]),
            ("數碼港定科學園邊間平啲？", ["數碼港要幾多錢？", "科學園要幾多錢？"]),
            ("数码港和科学园哪个初创较多？", ["数码港初创多少？", "科学园初创多少？"]),
            (
                "Which has more start-ups, Cyberport or HKSTP?",
                ["How many start-ups (Cyberport)?", "How many start-ups (HKSTP)?"],
            ),
            (
                "Which is larger, Hetao or the Science Park?",
                ["How large is Hetao?", "How large is the Science Park?"],
            ),
            (
                "Which gets more money per project, RAISe+ or NIFS?",
                ["How much money per project (RAISe+)?", "How much money per project (NIFS)?"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(each(text).as_deref(), Some(&expected.map(str::to_owned)[..]), "{text}");
        }
    }

    #[test]
    fn what_compares_nothing_is_one_question() {
        for none in [
            "Compare the 2021 and 2023 pilot",
            "比較2021年同2023年",
            "河套園區有幾多間公司？",
            "今年的經費比較多",
            "比較",
            "Hetao and the Science Park",
            "邊個同科技園簽咗協議？",
            "政府同業界分別推出措施",
            "How many parks do Hong Kong and Shenzhen run together?",
            "How do government and industry work together?",
            "How many research and development centres are there?",
            "What are the duties of the Research and Development Centre?",
            "What are RAISe+ and NIFS doing together?",
            "What are the aims of Hong Kong and Shenzhen in Hetao?",
            "香港同深圳嘅合作有咩成果？",
            "Which is larger, Hetao?",
            "",
        ] {
            assert_eq!(each(none), None, "{none}");
        }
    }

    #[test]
    fn every_word_is_folded_and_of_a_known_kind() {
        let kinds = "opens closes versus joins or of apart which than degree trails auxiliary before \
                     as-one small on";
        let known = |kind: &str| kinds.split(' ').any(|known| known == kind);
        for line in sentence::FILE.lines().filter(|line| !line.starts_with('#')) {
            let (word, kind) = line.split_once('\t').expect("a word and its kind");
            assert!(known(kind) && word == folded(word), "{line}");
        }
        for (line, measure) in weighed::read_all() {
            let word = line.split('\t').next().unwrap_or_default();
            assert!(measure && word == folded(word), "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_compared_is_two_questions_or_more(text in hostile::text(COMPARED, 16)) {
            if let Some(questions) = each(&text) {
                proptest::prop_assert!((2..=4).contains(&questions.len()), "{questions:?}");
                proptest::prop_assert!(questions.iter().all(|one| one.contains(char::is_alphanumeric)));
            }
        }
    }

    const COMPARED: &[&str] = &[
        "數碼港",
        "RAISe+",
        "2024年",
        "同",
        "、",
        "和",
        "定",
        "分別",
        "各自",
        "邊個",
        "哪個",
        "較",
        "多",
        "大",
        "啲",
        "有幾多間公司",
        "嘅",
        "的面積",
        "比較",
        " and ",
        " or ",
        " each ",
        "How many",
        " do ",
        "Which ",
        "more ",
        "larger",
        ", ",
        "Hetao",
        "?",
        "ﬁ",
    ];
}
