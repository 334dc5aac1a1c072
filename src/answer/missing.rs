//! What was asked of something that the documents speak of, where no passage
//! says it.

use std::ops::Range;

use serde::Serialize;

use super::Citation;
use super::names::{is_quote, quotes};
use crate::locale::Locale;
use crate::question::{AnswerType, TermKind, is_function};
use crate::retrieval::PreparedQuestion;
use crate::text::conversion::in_script;
use crate::text::normalize::{fold, folded};
use crate::text::script::is_han;

/// What the documents speak of, and what of it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// In the words of the question.
    pub subject: String,
    /// What was asked for.
    pub asked: AnswerType,
    /// What is done, where it is asked how, in a word or two of written Chinese, folded.
    #[serde(skip)]
    doing: Option<String>,
}

impl Missing {
    /// That the documents speak of it, and do not say what was asked.
    pub fn say(&self, locale: &Locale) -> String {
        let subject = self.subject.as_str().into();
        if let Some(doing) = self.doing.clone().filter(|_| locale.language().is_chinese()) {
            let doing = in_script(doing, locale.language()).into();
            return locale.format("nearest-about-how", &[("subject", subject), ("doing", doing)]);
        }
        let asked = self.asked.name().into();
        locale.format("nearest-about", &[("subject", subject), ("asked", asked)])
    }
}

/// What `question`, read as `prepared`, asks of a thing that is in `shown`;
/// `None` where it asks nothing, or of nothing that is there.
pub(super) fn missing(
    question: &str,
    prepared: &PreparedQuestion,
    shown: &[Citation],
) -> Option<Missing> {
    let asked = prepared.question.answer_type;
    if asked == AnswerType::Subject {
        return None;
    }
    let whole = fold(question);
    let text = whole.to_string();
    let texts: Vec<String> = shown
        .iter()
        .map(|one| folded(&format!("{} {}", one.section().join(" "), one.passage().text)))
        .collect();
    // Who published what is shown is not what it speaks of.
    let publishers: Vec<String> = shown.iter().map(|one| folded(one.document().name())).collect();
    let named = prepared.question.terms.iter().filter(|term| {
        term.kind != TermKind::Word
            && !term.forms.iter().any(|form| publishers.contains(&form.text))
    });
    let subject = named
        .filter(|term| {
            term.forms.iter().any(|form| texts.iter().any(|text| text.contains(&form.text)))
        })
        .filter_map(|term| {
            let form = term.forms.iter().find(|form| text.contains(&form.text))?;
            Some((term.kind == TermKind::Name, form.text.clone()))
        });
    // What the documents print in quotation marks is a name, whatever the dictionary
    // makes of its words.
    let quoted = shown.iter().flat_map(|one| {
        let text = &one.passage().text;
        let names = quotes(text).into_iter().map(|range| text[range].trim_matches(is_quote));
        names.map(|name| (true, folded(name))).collect::<Vec<_>>()
    });
    let subject = subject
        .chain(quoted)
        .filter_map(|(is_name, form)| {
            let at = text.find(&form)?;
            let words = whole.origin_of_bytes(&(at..at + form.len()));
            Some((is_name, &question[words]))
        })
        // A name before a thing, the longer before the shorter.
        .max_by_key(|(is_name, words)| (*is_name, words.chars().count()));
    let (_, subject) = subject.filter(|(_, words)| words.chars().count() > 1)?;
    let titles = shown.iter().map(|one| folded(one.document().name()));
    let texts: Vec<String> = texts.into_iter().chain(titles).collect();
    let subject = whole_name(question, subject, &texts);
    let doing = (asked == AnswerType::How).then(|| doing(prepared, &folded(subject))).flatten();
    Some(Missing { subject: subject.to_owned(), asked, doing })
}

/// `subject`, which stands in `question`, with the characters on both of its sides that stand
/// there in one of the folded `texts` too: 青苗科研計劃 of 青苗.
fn whole_name<'a>(question: &'a str, subject: &'a str, texts: &[String]) -> &'a str {
    let Some(mut start) = question.find(subject) else { return subject };
    let mut end = start + subject.len();
    let stands = |range: Range<usize>| {
        let words = folded(&question[range]);
        texts.iter().any(|text| text.contains(&words))
    };
    let han = |c: &char| is_han(*c) && !is_function(*c);
    while let Some(next) = question[end..].chars().next().filter(han)
        && stands(start..end + next.len_utf8())
    {
        end += next.len_utf8();
    }
    while let Some(last) = question[..start].chars().next_back().filter(han)
        && stands(start - last.len_utf8()..end)
    {
        start -= last.len_utf8();
    }
    &question[start..end]
}

/// The most characters of what is done: a verb, perhaps with its object.
const DOING: usize = 6;

/// What stands after 怎樣, but for `subject` before or behind it.
fn doing(prepared: &PreparedQuestion, subject: &str) -> Option<String> {
    let mark = |c: char| !c.is_alphanumeric();
    let after = prepared.question.gap.words_after.trim_matches(mark);
    let doing = after.strip_prefix(subject).or(after.strip_suffix(subject)).unwrap_or(after);
    let doing = doing.trim_matches(mark);
    let told = !doing.is_empty()
        && doing.chars().all(is_han)
        && doing.chars().count() <= DOING
        && !doing.contains(subject);
    told.then(|| doing.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_long_as_a_text_has_it() {
        let texts = [folded("青苗科研計劃資助年輕人"), folded("設於香港生命健康研發院")];
        assert_eq!(whole_name("點樣申請青苗科研計劃？", "青苗", &texts), "青苗科研計劃");
        assert_eq!(whole_name("生命健康研發院喺邊？", "健康", &texts), "生命健康研發院");
        assert_eq!(whole_name("青苗獎學金有幾多？", "青苗", &texts), "青苗");
    }
}
