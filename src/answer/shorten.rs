//! The line of each answer, and of what may be one, out of the words that are marked in its
//! source.

use std::ops::Range;

use super::cell;
use super::short::{Short, bare, told};
use super::{Citation, Claim, Grounded};
use crate::corpus::glossary::Glossary;
use crate::corpus::{CELL, Metadata};
use crate::locale::Locale;
use crate::text::language::Language;

/// Gives each claim whose span is known its line, in `language`.
pub(super) fn shorten(grounded: &mut Grounded, language: Language, glossary: &Glossary) {
    let Grounded { claims, citations } = grounded;
    for claim in claims {
        let cited = citations.iter().find(|one| claim.citations.contains(&one.number()));
        claim.short = cited.and_then(|cited| short(claim, cited, language, glossary));
    }
}

fn short(
    claim: &Claim,
    cited: &Citation,
    language: Language,
    glossary: &Glossary,
) -> Option<Short> {
    let span = |range: &Range<usize>| {
        let (words, before) = (claim.text.get(range.clone())?, claim.text.get(..range.start)?);
        let column = before.matches(CELL).count();
        let told = cell::with_unit(cited.passage(), column, bare(words));
        Some(cell::with_label(cited.passage(), column, told))
    };
    let spans: Vec<String> =
        claim.highlight.iter().filter_map(span).filter(|span| !span.is_empty()).collect();
    let locale = Locale::of(language);
    let words = Some(locale.list(&spans)).filter(|words| !words.is_empty())?;
    Some(told(words, &cited.passage().text, cited.document(), locale, glossary))
}

/// What of `cited` may be the answer, in `language`; `None` where it is printed so.
pub(super) fn possible(cited: &Citation, language: Language, glossary: &Glossary) -> Option<Short> {
    let range = cited.possible()?;
    let words = bare(cited.quote().get(range.clone())?);
    let column = cell::place(cited.passage(), cited.range().start + range.start);
    let with_unit = cell::with_unit(cited.passage(), column, words);
    may_be(words, with_unit, (&cited.passage().text, cited.document()), language, glossary)
}

/// How `words` of a text of a document that may be the answer are told, which are `with_unit` in
/// their table.
fn may_be(
    words: &str,
    with_unit: String,
    (text, document): (&str, &Metadata),
    language: Language,
    glossary: &Glossary,
) -> Option<Short> {
    let foreign = document.language.is_chinese() != language.is_chinese();
    if words.is_empty() || !foreign && with_unit == words {
        return None;
    }
    Some(told(with_unit, text, document, Locale::of(language), glossary))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::DocumentId;

    #[test]
    fn what_may_be_the_answer_is_told_where_it_is_in_another_language() {
        use Language::{English, SimplifiedChinese, TraditionalChinese};
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let document = Metadata {
            id: DocumentId::new("a.txt"),
            title: "a".to_owned(),
            publisher: None,
            published: None,
            published_note: None,
            language: TraditionalChinese,
            url: None,
        };
        let told = |words: &str, asked| {
            let words = bare(words);
            may_be(words, words.to_owned(), (words, &document), asked, &glossary)
        };
        let printed = Some("30億元".to_owned());
        assert_eq!(
            told("30億元，", English),
            Some(Short { text: "HK$3 billion".to_owned(), printed })
        );
        assert_eq!(told("30億元，", SimplifiedChinese), None);
        assert_eq!(told("。", English), None);
    }
}
