//! Which language and script a text is in.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use encoding_rs::BIG5;
use serde::{Deserialize, Serialize};

use super::normalize::fold_han;
use super::script::is_han;

/// A language that the bot speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// 繁體中文, as written in Hong Kong.
    #[serde(rename = "zh-Hant")]
    TraditionalChinese,
    /// 简体中文.
    #[serde(rename = "zh-Hans")]
    SimplifiedChinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// A tag that names none of the three languages.
#[derive(Debug, thiserror::Error)]
#[error("unknown language {0:?}: use zh-Hant, zh-Hans or en")]
pub struct UnknownLanguage(String);

impl Language {
    /// All three, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::TraditionalChinese, Self::SimplifiedChinese, Self::English];

    /// The BCP 47 tag: `zh-Hant`, `zh-Hans` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::TraditionalChinese => "zh-Hant",
            Self::SimplifiedChinese => "zh-Hans",
            Self::English => "en",
        }
    }

    /// Whether this is Chinese in either script.
    pub fn is_chinese(self) -> bool {
        self != Self::English
    }

    /// The language of an IETF tag as Telegram sends it (`zh-hk`, `zh-CN`,
    /// `yue`, `en-GB`); `None` for a language that the bot does not speak.
    pub fn from_ietf(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        match parts.next() {
            Some("en") => Some(Self::English),
            Some("zh") if parts.any(|part| matches!(part, "hans" | "cn" | "sg" | "my")) => {
                Some(Self::SimplifiedChinese)
            }
            Some("zh") if tag == "zh" => Some(Self::SimplifiedChinese),
            Some("zh" | "yue") => Some(Self::TraditionalChinese),
            _ => None,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let same = |language: &Self| language.tag().eq_ignore_ascii_case(tag);
        Self::ALL.into_iter().find(same).ok_or_else(|| UnknownLanguage(tag.to_owned()))
    }
}

/// Characters that only Simplified Chinese uses: some Traditional character
/// folds to them, and they are not among the common characters of Big5, which
/// holds what Traditional writers type. 后, 里 and 台 are in both scripts and so are not here.
static SIMPLIFIED_ONLY: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let folds_to = |character| Some(fold_han(character)).filter(|folded| *folded != character);
    let folded = ('\u{3400}'..'\u{A000}').filter_map(folds_to);
    folded.filter(|folded| SIMPLER.contains(folded) || !is_common_in_big5(*folded)).collect()
});

/// Common in Big5, and written 麼 and 幾 in Hong Kong.
const SIMPLER: [char; 2] = ['么', '几'];

/// Rare in Big5, and as Hong Kong writes it.
const COMMON: [char; 1] = ['厘'];

/// Where the rare characters of Big5 begin.
const RARE: u8 = 0xC9;

/// Whether Traditional writers type `character`.
fn is_common_in_big5(character: char) -> bool {
    let mut utf8 = [0; 4];
    let (bytes, _, unmappable) = BIG5.encode(character.encode_utf8(&mut utf8));
    COMMON.contains(&character) || !unmappable && bytes[0] < RARE
}

/// Whether `text` has a character of one Chinese script that the other has not: 2024年呢 and
/// 噪音上限 are the same in both.
pub fn tells_script(text: &str) -> bool {
    text.chars().filter(|c| is_han(*c)).any(|c| fold_han(c) != c || SIMPLIFIED_ONLY.contains(&c))
}

/// Detects the language of `text`: English without any Han character, else
/// the script with more characters of its own; Traditional when neither has.
pub fn detect(text: &str) -> Language {
    let (mut han, mut traditional, mut simplified) = (0, 0, 0);
    for character in text.chars().filter(|c| is_han(*c)) {
        han += 1;
        traditional += usize::from(fold_han(character) != character);
        simplified += usize::from(SIMPLIFIED_ONLY.contains(&character));
    }
    match (han, simplified > traditional) {
        (0, _) => Language::English,
        (_, true) => Language::SimplifiedChinese,
        (_, false) => Language::TraditionalChinese,
    }
}

/// The language that a question is asked in, which may name things in another:
/// "What is the ceiling of 智城基金?" is English. `None` for names in Latin
/// letters alone.
///
/// English words in lower case count against Chinese words, of two characters
/// in the mean; names, which have capitals, do not count. Of as many, the one
/// that comes first counts.
pub fn asked_in(text: &str) -> Option<Language> {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&' | '+');
    let words: Vec<&str> =
        text.split(|c: char| !is_latin(c)).filter(|word| !word.is_empty()).collect();
    let lower = |word: &str| word.chars().all(|c| !c.is_ascii_uppercase() && !c.is_ascii_digit());
    let begins = |at: usize| {
        let (word, next) = (words[at], words.get(at + 1));
        at == 0 && lower(&word[1..]) && next.is_some_and(|next| lower(next))
    };
    let counts = |at: usize| lower(words[at]) || begins(at);
    let english = (0..words.len()).filter(|at| counts(*at)).count();
    let han = text.chars().filter(|c| is_han(*c)).count();
    if han == 0 {
        return (english > 0).then_some(Language::English);
    }
    let first = (0..words.len()).find(|at| counts(*at)).and_then(|at| text.find(words[at]));
    let before = first.is_some_and(|first| !text[..first].chars().any(is_han));
    let chinese = han.div_ceil(2);
    if english > chinese || english == chinese && before {
        Some(Language::English)
    } else {
        Some(detect(text))
    }
}

/// The fewest letters of a line that is prose without a full stop.
const PROSE: usize = 80;

/// The language that a document is written in: that of its prose, for an
/// English article may have a Chinese menu, and tags in both. A Chinese one
/// has names in English, but more characters than English words.
pub fn written_in(text: &str) -> Language {
    let is_prose = |line: &&str| {
        let line = line.trim();
        line.ends_with(['。', '！', '？', '.', '”', '"']) && line.contains(' ')
            || line.contains('。')
            || line.chars().filter(|c| c.is_alphanumeric()).count() >= PROSE
    };
    let prose: String = text.lines().filter(is_prose).flat_map(|line| [line, "\n"]).collect();
    let text = if prose.is_empty() { text } else { &prose };
    let han = text.chars().filter(|c| is_han(*c)).count();
    let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let mark = |c: char| matches!(c, ',' | '.' | ';' | ':' | '"' | '(' | ')');
    let words = text.split_whitespace().map(|word| word.trim_matches(mark)).filter(is_word).count();
    if words > han { Language::English } else { detect(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_follows_the_characters() {
        assert_eq!(detect("河套西橋幾時完工？"), Language::TraditionalChinese);
        assert_eq!(detect("河套西桥几时完工？"), Language::SimplifiedChinese);
        assert_eq!(detect("AI 算力？"), Language::TraditionalChinese);
        assert_eq!(detect("When will the west bridge open?"), Language::English);
        assert_eq!(detect("邊度有得申請 InnoHK"), Language::TraditionalChinese);
        assert_eq!(detect("台北后里"), Language::TraditionalChinese);
        assert_eq!(detect("年息5厘"), Language::TraditionalChinese);
        assert_eq!(detect("你能做什么"), Language::SimplifiedChinese);
        assert_eq!(detect("补贴上限是多少万元"), Language::SimplifiedChinese);
    }

    #[test]
    fn a_question_is_in_the_language_of_its_sentence() {
        for question in [
            "What is the funding ceiling of 智城基金 per project?",
            "what is 河套",
            "What is 智城基金?",
            "When will the west bridge open?",
        ] {
            assert_eq!(asked_in(question), Some(Language::English), "{question}");
        }
        for question in [
            "邊度有得申請 InnoHK",
            "AI 算力？",
            "InnoHK 有幾多間 research centres",
            "點樣申請 Technology Voucher Programme？",
            "數碼港 Smart-Space 係咩",
        ] {
            assert_eq!(asked_in(question), Some(Language::TraditionalChinese), "{question}");
        }
        assert_eq!(asked_in("河套有多少间公司"), Some(Language::SimplifiedChinese));
        for name in ["AI", "5G", "InnoHK", "HKSTP 2024"] {
            assert_eq!(asked_in(name), None, "{name}");
        }
    }

    #[test]
    fn a_document_is_in_the_language_of_its_prose() {
        let article = "[主頁](/tc) | [關於我們](/tc/about) | [繁](/tc) | [简](/sc)\n標籤：創新科技、河套、人工智能\n\nThe park opened last week and the first three buildings are in use.\n";
        assert_eq!(written_in(article), Language::English);
        let page = "Home | News | About us | Contact us | Press releases\n\n園區上周開園，InnoHK 中心已遷入。\n";
        assert_eq!(written_in(page), Language::TraditionalChinese);
        assert_eq!(written_in("園區上周开园，首三座大楼已投入运作。"), Language::SimplifiedChinese);
        assert_eq!(written_in("河套園區"), Language::TraditionalChinese);
    }

    #[test]
    fn telegrams_tags_are_read() {
        assert_eq!(Language::from_ietf("zh-hk"), Some(Language::TraditionalChinese));
        assert_eq!(Language::from_ietf("zh-hans"), Some(Language::SimplifiedChinese));
        assert_eq!(Language::from_ietf("zh_CN"), Some(Language::SimplifiedChinese));
        assert_eq!(Language::from_ietf("en-GB"), Some(Language::English));
        assert_eq!(Language::from_ietf("fr"), None);
    }
}
