//! A message that holds more than one question, or a question and the text
//! that it is about.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::compare;
use super::follow_up::clauses;
use super::intent::{self, Intent, Message};
use super::overview;
use crate::corpus::glossary::Glossary;
use crate::text::language::Language;
use crate::text::script::width;
use crate::text::sentence::sentences;

/// The most questions of one message that are answered.
const MOST: usize = 4;

/// The longest message that is taken apart into questions, in characters.
const LONGEST: usize = 400;

/// A text of so many characters is more than a question.
const TEXT: usize = 200;

/// How a text begins is told by two sentences where the first is narrower, in columns.
const BRIEF: usize = 20;

/// The narrowest such text without its question, in columns.
const BESIDE: usize = 40;

/// The longest question beside such a text, in characters.
pub const LONGEST_QUESTION: usize = 120;

/// The most of a text that says what it is about, in characters: its title, or
/// how it begins.
const TITLE: usize = 60;

/// A question with the title of the text that was sent with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted<'a> {
    /// The question.
    pub question: &'a str,
    /// How the text begins.
    pub title: String,
}

/// What parts a question from the wish for a language: 用英文答：…
const PARTING: &[char] = &['：', ':', '，', ',', '。', '.', '？', '?', '！', '!', '；', ';', '\n'];

/// The language that `text` wishes to be answered in, before or behind its question, and the
/// question: "In English: …", …？用簡體字答, 用英文介紹…
pub fn in_language(text: &str) -> Option<(Language, &str)> {
    let wish = |words: &str| match intent::read(words) {
        Message::Meant(Intent::InLanguage(language)) => Some(language),
        _ => None,
    };
    let asks = |rest: &str| matches!(intent::read(rest), Message::Question(_));
    let text = text.trim();
    let end = text.trim_end_matches(PARTING).rfind(PARTING);
    let end = end.map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let start = text.find(PARTING);
    let leads = overview::introduces_at(text);
    let before = start.into_iter().chain(leads);
    let before = before.map(|at| (&text[..at], text[at..].trim_start_matches(PARTING).trim()));
    let behind = end.map(|at| (&text[at..], text[..at].trim()));
    before
        .chain(behind)
        .filter(|(_, rest)| asks(rest))
        .find_map(|(words, rest)| Some((wish(words)?, rest)))
}

/// The questions of `text`, in order, one about each thing where it compares
/// several; one where it is not plainly several.
pub fn questions<'a>(text: &'a str, glossary: &Glossary) -> Vec<Cow<'a, str>> {
    let whole = || vec![Cow::Borrowed(text)];
    if text.chars().count() > LONGEST {
        return whole();
    }
    if let Some(each) = compare::each(text, glossary) {
        return each.into_iter().map(Cow::Owned).collect();
    }
    if let Some(numbered) = numbered(text).filter(|parts| parts.len() <= MOST) {
        return numbered.into_iter().map(Cow::Borrowed).collect();
    }
    let parts: Vec<&str> = text
        .split_inclusive(['？', '?'])
        .map(|part| part.trim().trim_start_matches(['；', ';', '，', ',']).trim())
        .filter(|part| part.chars().filter(|c| c.is_alphanumeric()).count() > 1)
        .filter(|part| !matches!(intent::read(part), Message::Meant(_)))
        .collect();
    if parts.len() < 2 {
        let clauses = clauses(text, MOST).map(|all| all.into_iter().map(Cow::Owned).collect());
        return clauses.unwrap_or_else(whole);
    }
    let asks = |part: &&str| part.ends_with(['？', '?']);
    if parts.len() > MOST || !parts.iter().all(asks) {
        return whole();
    }
    let taken_apart = |part: &&'a str| match clauses(part, MOST) {
        Some(all) => all.into_iter().map(Cow::Owned).collect(),
        None => vec![Cow::Borrowed(*part)],
    };
    let each: Vec<Cow<'_, str>> = parts.iter().flat_map(taken_apart).collect();
    if each.len() > MOST { parts.into_iter().map(Cow::Borrowed).collect() } else { each }
}

/// The numbers of questions: `1) … 2) …`, `（1）…`, `1. …`, `1、…`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s；;，,。？?])([(（]?)([1-9])(?:[)）、]|\.\s)\s*")
        .expect("a regular expression")
});

/// What stands behind the numbers of `text`, from 1 on, where it begins with one.
fn numbered(text: &str) -> Option<Vec<&str>> {
    let found: Vec<_> = NUMBER.captures_iter(text).collect();
    let place = |at: usize| found[at].get(0).expect("all of it");
    let is_next = |at: usize| found[at][2].parse() == Ok(at + 1);
    if found.len() < 2 || place(0).start() > 0 || !(0..found.len()).all(is_next) {
        return None;
    }
    let begins = |at: usize| found[at].get(1).map_or(0, |begin| begin.start());
    let ends = (1..found.len()).map(begins).chain([text.len()]);
    let parts = ends.enumerate().map(|(at, end)| {
        let part = text.get(place(at).end()..end).unwrap_or_default();
        part.trim().trim_end_matches(['；', ';', '，', ',', '(', '（']).trim()
    });
    let parts: Vec<&str> = parts.collect();
    parts.iter().all(|part| part.chars().any(char::is_alphanumeric)).then_some(parts)
}

/// The question that stands before a text or after it, if `text` is both: lines, or sentences
/// of one line.
pub fn pasted(text: &str) -> Option<Pasted<'_>> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_long = text.chars().count() >= TEXT;
    match lines[..] {
        [_] => on_one_line(text),
        [_, _, ..] if is_long => {
            let (question, others) = apart(&lines)?;
            Some(Pasted { question, title: title(others[0]) })
        }
        _ => None,
    }
}

/// The same of sentences on one line: several questions are no text, nor are a few words beside
/// one.
fn on_one_line(text: &str) -> Option<Pasted<'_>> {
    let parts: Vec<&str> = sentences(text).into_iter().map(|one| text[one].trim()).collect();
    let (question, others) = apart(&parts)?;
    let is_text = !others.iter().any(|part| part.ends_with(['？', '?']))
        && others.iter().map(|part| width(part)).sum::<usize>() >= BESIDE;
    let [first, second, ..] = others else { return None };
    // 第二，興建基建。 says less than what follows it.
    let begins = match width(first) < BRIEF {
        true if first.is_ascii() => format!("{first} {second}"),
        true => format!("{first}{second}"),
        false => (*first).to_owned(),
    };
    is_text.then(|| Pasted { question, title: title(&begins) })
}

/// The question that is the last of `parts` or else the first, and the others.
fn apart<'a, 'b>(parts: &'b [&'a str]) -> Option<(&'a str, &'b [&'a str])> {
    let asks = |part: &str| part.ends_with(['？', '?']) && part.chars().count() <= LONGEST_QUESTION;
    match parts {
        [others @ .., last] if asks(last) => Some((last, others)),
        [first, others @ ..] if asks(first) => Some((first, others)),
        _ => None,
    }
}

/// How a text that begins so is called.
fn title(begins: &str) -> String {
    begins.chars().take(TITLE).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::text::hostile;

    #[test]
    fn numbered_questions_are_several() {
        for (text, expected) in [
            ("1) 園區幾時開 2) 有幾大 3) 邊個管", &["園區幾時開", "有幾大", "邊個管"][..]),
            ("1. When does it open? 2. Who runs it?", &["When does it open?", "Who runs it?"]),
            ("1、園區幾時開？2、有幾大？", &["園區幾時開？", "有幾大？"]),
        ] {
            assert_eq!(questions(text), expected, "{text}");
        }
        assert_eq!(questions("1.5億元係點計？"), ["1.5億元係點計？"]);
        assert_eq!(questions("2) 有幾大"), ["2) 有幾大"]);
    }

    #[test]
    fn a_wish_for_a_language_is_no_part_of_the_question() {
        let (english, simplified) = (Language::English, Language::SimplifiedChinese);
        for (text, expected) in [
            ("Please answer in English: 園區幾時開？", Some((english, "園區幾時開？"))),
            ("用英文答，園區幾時開？", Some((english, "園區幾時開？"))),
            ("園區幾時開？請用簡體字回答", Some((simplified, "園區幾時開？"))),
            ("園區幾時開? In English please.", Some((english, "園區幾時開?"))),
            ("請用簡體中文介紹一下數碼灣", Some((simplified, "介紹一下數碼灣"))),
            ("可以用中文申請嗎？", None),
            ("英文版幾時有？", None),
            ("In English please", None),
            ("園區幾時開？有幾大？", None),
        ] {
            assert_eq!(in_language(text), expected, "{text}");
        }
    }

    fn questions(text: &str) -> Vec<Cow<'_, str>> {
        let none = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        super::questions(text, &none).into_iter().map(|one| one.into_owned().into()).collect()
    }

    #[test]
    fn each_question_is_one() {
        assert_eq!(
            questions("河套有幾多間公司？西橋幾時完工？"),
            ["河套有幾多間公司？", "西橋幾時完工？"]
        );
        assert_eq!(
            questions("Who chairs the board? When was it set up? Thanks!"),
            ["Who chairs the board?", "When was it set up?"]
        );
        assert_eq!(
            questions("河套二期幾時起好，用幾多錢？一期又用咗幾多？"),
            ["河套二期幾時起好？", "河套二期用幾多錢？", "一期又用咗幾多？"]
        );
        for one in
            ["河套有幾多間公司？", "你好？河套呢？", "河套有幾多間公司？我想寫稿用", "真係？？"]
        {
            assert_eq!(questions(one), [one]);
        }
    }

    #[test]
    fn a_question_beside_a_text_is_found() {
        let article =
            format!("河套園區開園\n{}", "園區上周正式開園，首批企業已經進駐。".repeat(20));
        let after = format!("{article}\n\n佢幾時開園？");
        let found = pasted(&after).expect("a question");
        assert_eq!((found.question, found.title.as_str()), ("佢幾時開園？", "河套園區開園"));
        let before = format!("呢篇講邊個？\n{article}");
        assert_eq!(pasted(&before).map(|found| found.question), Some("呢篇講邊個？"));
        assert_eq!(pasted(&article), None);
        let line = "The ground opens in May. It is run by the centre. Why do firms pay no fee?";
        assert_eq!(
            pasted(line).map(|found| (found.question, found.title)),
            Some(("Why do firms pay no fee?", "The ground opens in May.".to_owned()))
        );
        assert_eq!(pasted("河套有幾多間公司？我想寫稿用。唔該晒。"), None);
        assert_eq!(pasted("佢幾時開園？邊個負責？點解？"), None);
        assert_eq!(pasted("河套？\n幾時？"), None);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_asked_is_parted_and_read(text in hostile::text(ASKED, 20)) {
            for question in questions(&text) {
                proptest::prop_assert!(question.chars().any(char::is_alphanumeric) || question == text);
                let _ = crate::question::overview::read(&question);
            }
        }
    }

    const ASKED: &[&str] = &[
        "河套",
        "有幾多間公司",
        "幾時開園",
        "邊個",
        "同埋",
        "同",
        "以及",
        "，",
        "、",
        "？",
        "呢",
        "2025年",
        "第三項",
        "總結",
        "how many",
        " and ",
        "When",
        " vs ",
        "比較",
        "可唔可以",
        "ﬁ",
    ];
}
