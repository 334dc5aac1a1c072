//! The answer itself, in a line: the span that answers, in the asker's
//! language as far as that can be told without a model.
//!
//! A figure, a date and a name of the glossary are said in the language of the
//! question, with the printed words beside them; whatever else is printed in
//! another language stays as it is. A date that counts from its day is told.

use serde::Serialize;

use super::bare_month::is_of_an_unsaid_year;
use super::currency::in_currency;
use crate::corpus::Metadata;
use crate::corpus::glossary::{Glossary, is_part_of};
use crate::locale::Locale;
use crate::text::date::{Mention, Resolved, mentions};
use crate::text::figure::figures;
use crate::text::language::Language;
use crate::text::normalize::folded;
use crate::text::script::is_han;

/// The answer in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Short {
    /// The answer, for the asker.
    pub text: String,
    /// The words of the document, where `text` says them in another language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
}

/// What may stand beside a figure that is all of an answer, in characters: what
/// it counts.
const COUNTED: usize = 8;

/// `words` of `document`, which stand in the text `around` them, as they are told in `locale`.
pub(super) fn told(
    words: String,
    around: &str,
    document: &Metadata,
    locale: &Locale,
    glossary: &Glossary,
) -> Short {
    if document.language.is_chinese() == locale.language().is_chinese() {
        return Short { text: dated(&words, around, document, locale, glossary), printed: None };
    }
    match translated(&words, around, document, locale, glossary) {
        Some(text) if is_same(&text, &words, locale.language()) => {
            let said = if text.chars().any(char::is_alphabetic) { text } else { words };
            Short { text: said, printed: None }
        }
        Some(text) => Short { text, printed: Some(words) },
        None => Short { text: words, printed: None },
    }
}

/// Whether `said` is but the digits of `printed`, which who reads `language` can read: 18 of
/// "18 minutes", and not 15 of 15所; or the other way about, 2018年 of 2018.
fn is_same(said: &str, printed: &str, language: Language) -> bool {
    if language == Language::English && printed.chars().any(is_han) {
        return false;
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_plain = |text: &str| !text.chars().any(char::is_alphabetic);
    (is_plain(said) || is_plain(printed)) && digits(said) == digits(printed)
}

/// `span` without the marks that end a sentence.
pub(super) fn bare(span: &str) -> &str {
    span.trim_matches(|c: char| c.is_whitespace() || "，。；、：,;:".contains(c))
        .trim_end_matches('.')
}

/// `words` with what a date in them means that counts from its day.
fn dated(
    words: &str,
    around: &str,
    document: &Metadata,
    locale: &Locale,
    glossary: &Glossary,
) -> String {
    let names = glossary.names(words);
    let mut relative = mentions(words, document.published).into_iter();
    let told = relative.find_map(|mention: Mention| {
        let when = mention.plain().filter(|when| !matches!(when, Resolved::Years { .. }))?;
        let own = &words[mention.span.clone()];
        let unsaid = is_of_an_unsaid_year(own, around, &mention, document.published);
        (!unsaid && !is_part_of(&names, &mention.span)).then_some((mention.span, when))
    });
    let Some((span, when)) = told else { return words.to_owned() };
    let (date, that) = (&words[span.clone()], locale.that_is(when));
    let date = locale.format("short-dated", &[("words", date.into()), ("that", that.into())]);
    format!("{}{date}{}", &words[..span.start], &words[span.end..])
}

/// `words` in the language of `locale`, if they are one figure, one date or
/// one name of the glossary.
fn translated(
    words: &str,
    around: &str,
    document: &Metadata,
    locale: &Locale,
    glossary: &Glossary,
) -> Option<String> {
    let dates = mentions(words, document.published);
    if let [date] = &dates[..]
        && date.span.len() == words.len()
    {
        if is_of_an_unsaid_year(words, around, date, document.published) {
            return None;
        }
        return Some(locale.period(date.resolved()?));
    }
    let found = glossary.find(&folded(words));
    if let [found] = &found[..]
        && found.range.len() == folded(words).len()
    {
        let entry = found.entries.first().and_then(|entry| glossary.entry(*entry))?;
        return Some(match locale.language() {
            Language::English => entry.english.clone(),
            _ => entry.chinese.clone(),
        });
    }
    let figures = figures(words);
    let [figure] = &figures[..] else { return None };
    let printed = &words[figure.span.clone()];
    let beside = words.chars().count() - printed.chars().count();
    let figure = in_currency(figure.clone(), printed, around, document.language);
    if beside <= COUNTED { locale.figure(&figure) } else { None }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::NaiveDate;

    use super::*;
    use crate::corpus::DocumentId;

    fn glossary() -> Glossary {
        let text = "創新科技署\tInnovation and Technology Commission\n明日大嶼\tLantau Tomorrow\n";
        Glossary::parse(text, Path::new("glossary.tsv")).expect("parses")
    }

    fn document(language: Language) -> Metadata {
        Metadata {
            id: DocumentId::new("a.txt"),
            title: "a".to_owned(),
            publisher: None,
            published: NaiveDate::from_ymd_opt(2025, 12, 29),
            published_note: None,
            language,
            url: None,
        }
    }

    fn said(span: &str, written: Language, asked: Language) -> (String, Option<String>) {
        let words = bare(span).to_owned();
        let short = told(words, "", &document(written), Locale::of(asked), &glossary());
        (short.text, short.printed)
    }

    #[test]
    fn a_span_is_said_in_the_askers_language() {
        use Language::{English, TraditionalChinese as Chinese};
        let english = |span: &str| said(span, Chinese, English);
        assert_eq!(english("30億元").0, "HK$3 billion");
        assert_eq!(english("逾60間企業。"), ("more than 60".into(), Some("逾60間企業".into())));
        assert_eq!(english("明年").0, "2026");
        assert_eq!(english("創新科技署").0, "Innovation and Technology Commission");
        assert_eq!(english("推動創科發展"), ("推動創科發展".into(), None));
        assert_eq!(said("12 May 2025", English, Chinese).0, "2025年5月12日");
        assert_eq!(said("34 projects", English, Chinese).1, None);
        assert_eq!(english("15所"), ("15".into(), Some("15所".into())));
        assert_eq!(english("3000PFLOPS"), ("3000PFLOPS".into(), None));
    }

    #[test]
    fn a_date_that_counts_from_its_day_is_told() {
        use Language::TraditionalChinese as Chinese;
        assert_eq!(said("明年", Chinese, Chinese), ("明年（即2026年）".into(), None));
        assert_eq!(said("明日大嶼", Chinese, Chinese).0, "明日大嶼");
        assert_eq!(said("2027年", Chinese, Chinese).0, "2027年");
    }
}
