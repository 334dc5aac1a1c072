//! A message that holds more than one question, or a question and the text
//! that it is about.

use std::borrow::Cow;

use super::compare;
use super::follow_up::clauses;
use super::intent::{self, Message};
use crate::corpus::glossary::Glossary;
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
