//! How large a fund is: what stands right before its name, "the HK$5 billion Flint Fund", and
//! not what it has used, "has invested HK$1.46 billion".

use std::ops::Range;

use super::candidate::Candidate;
use crate::question::Question;
use crate::retrieval::{Hit, PreparedQuestion, SoughtTerm};
use crate::text::figure::{Figure, Unit, figures};
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::whole::contains;
use crate::text::words::tagged;

const FILE: &str = include_str!("size.tsv");

/// Between an amount and the name that it is the size of stand at most so many characters:
/// 「, 成立, the first words of a name.
const BETWEEN: usize = 16;

/// Whether `question` asks how large something is.
pub(super) fn is_asked(question: &Question) -> bool {
    list::words(FILE, "asks").any(|word| contains(&question.wording.text, word))
}

/// `candidates`, which stand in `hits`, each that is an amount of money put on the one that
/// stands before the name in its sentence, where `prepared` asks how large it is.
pub(super) fn placed(
    prepared: &PreparedQuestion,
    hits: &[Hit],
    mut candidates: Vec<Candidate>,
) -> Vec<Candidate> {
    if !is_asked(&prepared.question) {
        return candidates;
    }
    let asks =
        |term: &&SoughtTerm| list::words(FILE, "asks").any(|word| contains(&term.text, word));
    let names: Vec<&SoughtTerm> = prepared.terms.iter().filter(|term| !asks(term)).collect();
    let is_named = |words: &str| names.iter().any(|term| term.is_in(words));
    for candidate in &mut candidates {
        let sentence = &hits[candidate.hit].passage.text[candidate.sentence.clone()];
        let start = candidate.sentence.start;
        let span = candidate.span.start - start..candidate.span.end - start;
        if let Some(size) = before_the_name(sentence, &span, is_named) {
            candidate.span = start + size.start..start + size.end;
        }
    }
    candidates
}

/// Whether `span` of `sentence` is an amount that was used.
pub(super) fn is_used(sentence: &str, span: &Range<usize>) -> bool {
    let Some(amount) = amount_at(&figures(sentence), span) else { return false };
    let clause = clauses(sentence).into_iter().find(|clause| overlap(clause, &amount));
    let clause = clause.unwrap_or_else(|| amount.clone());
    let before = folded(&sentence[clause.start.min(amount.start)..amount.start]);
    let behind = folded(&sentence[amount.end..clause.end.max(amount.end)]);
    let says = |text: &str, kind| list::words(FILE, kind).any(|word| contains(text, word));
    says(&before, "used") && !says(&behind, "founds")
}

/// The amount of money of `sentence` that a name stands right behind, as `is_named` knows it,
/// where `span` is another amount.
fn before_the_name(
    sentence: &str,
    span: &Range<usize>,
    is_named: impl Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let figures = figures(sentence);
    let own = amount_at(&figures, span)?;
    // 規模至100億元 tells it by itself.
    let before = folded(&sentence[..own.start]);
    if list::words(FILE, "tells").any(|word| before.trim_end().ends_with(word)) {
        return None;
    }
    let names = |figure: &&Figure| {
        let behind = &sentence[figure.span.end..];
        let to = behind.char_indices().nth(BETWEEN).map_or(behind.len(), |(at, _)| at);
        let words = behind[..to].split(['，', '。', '；', ',', ';']).next().unwrap_or_default();
        // 注資50億元擴大基金 does something to it.
        let name = folded(words);
        let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
        let acts = tagged(name).first().is_some_and(|(word, tag)| {
            tag.starts_with('v') && !list::words(FILE, "founds").any(|one| one == *word)
        });
        if acts && name.starts_with(is_han) {
            return false;
        }
        // In English a name has capitals, and so has what leads to it.
        let leads = |word: &str| word.starts_with(|c: char| !c.is_ascii_lowercase());
        words.split_whitespace().take(2).all(|word| leads(word) || word.contains(is_han))
            && is_named(&folded(words))
    };
    let mut money = figures.iter().filter(|figure| matches!(figure.unit, Unit::Money(_)));
    let size = money.find(names)?;
    (size.span != own).then(|| size.span.clone())
}

/// The amount of money among `figures` that `span` is.
fn amount_at(figures: &[Figure], span: &Range<usize>) -> Option<Range<usize>> {
    let mut money = figures.iter().filter(|figure| matches!(figure.unit, Unit::Money(_)));
    money.find(|figure| overlap(&figure.span, span)).map(|figure| figure.span.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(sentence: &str, span: &str) -> Range<usize> {
        let start = sentence.find(span).expect("is there");
        start..start + span.len()
    }

    #[test]
    fn the_size_of_a_fund_stands_before_its_name() {
        let size = |sentence: &str, span: &str, name: &str| {
            let found =
                before_the_name(sentence, &at(sentence, span), |words| words.contains(name));
            found.map(|found| sentence[found].to_owned())
        };
        let sentence =
            "The HK$5 billion Flint Fund has so far invested HK$1.46 billion in 37 companies.";
        assert_eq!(size(sentence, "HK$1.46 billion", "flint").as_deref(), Some("HK$5 billion"));
        assert_eq!(size(sentence, "HK$5 billion", "flint"), None);
        let sentence = "會推出100億元「新興產業引導基金」，首年投放20億元。";
        assert_eq!(size(sentence, "20億元", "引导基金").as_deref(), Some("100億元"));
        let sentence = "政府注資50億元擴大創科基金規模至100億元。";
        assert_eq!(size(sentence, "100億元", "基金"), None);
        let sentence = "It put HK$95 million into Flint, of HK$400 million in all.";
        assert_eq!(size(sentence, "HK$400 million", "flint"), None);
    }

    #[test]
    fn what_was_used_is_not_the_size() {
        let used = |sentence: &str, span: &str| is_used(sentence, &at(sentence, span));
        assert!(used(
            "The Fund has so far invested HK$1.46 billion in 37 firms.",
            "HK$1.46 billion"
        ));
        assert!(used("基金至今已投資14億元。", "14億元"));
        assert!(!used("立法會批出100億元成立創科基金。", "100億元"));
        assert!(!used("The Council approved HK$12 billion to set up the Fund.", "HK$12 billion"));
        assert!(!used("基金規模為50億元，已投資14億元。", "50億元"));
        assert!(!used("The HK$5 billion Fund has invested HK$1.46 billion.", "HK$5 billion"));
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word), "not folded");
    }
}
