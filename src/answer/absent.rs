//! What a question names and no document has.

use std::ops::Range;

use super::Citation;
use super::names::{SURNAMES, is_quote, quotes};
use crate::index::IndexError;
use crate::question::TermKind;
use crate::retrieval::{PreparedQuestion, Retriever, SoughtTerm};
use crate::text::normalize::{Folded, fold, folded};
use crate::text::script::is_han;

/// The most names that are told.
const MOST: usize = 3;

/// The longest name of a person in Chinese, in characters.
const PERSON: usize = 3;

/// The names, and in Chinese the nouns, of `question`, read as `prepared`, that stand nowhere in the text or
/// the headings of the documents, nor publish what is `shown`; in the question's words.
/// What is quoted is one name; neighbouring words that no document has are one, with the
/// noun that they stand before: 藍海計劃.
pub(super) fn absent(
    question: &str,
    prepared: &PreparedQuestion,
    retriever: &Retriever,
    shown: &[Citation],
) -> Result<Vec<String>, IndexError> {
    let text = fold(question);
    let terms = placed(&text, &prepared.terms);
    let mut names = quoted(&text, question);
    names.extend(persons(&terms));
    names.extend(unknown(&terms, question, &text));
    names.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end)));
    let publishers: Vec<String> = shown.iter().map(|one| folded(one.document().name())).collect();
    let mut absent: Vec<Range<usize>> = Vec::new();
    for name in names {
        let within = absent.last().is_some_and(|last| name.start < last.end);
        let own: String = text.chars()[name.clone()].iter().collect();
        let publishes = publishers.iter().any(|publisher| publisher.contains(&own));
        if !within && !publishes && !retriever.occurs(&own)? {
            absent.push(name);
        }
    }
    let said = |name: Range<usize>| question[text.origin(name)].trim().to_owned();
    Ok(absent.into_iter().map(said).take(MOST).collect())
}

/// A term of a question, where it stands in its folded characters.
struct Placed<'a> {
    term: &'a SoughtTerm,
    at: Range<usize>,
}

impl Placed<'_> {
    fn is_single(&self) -> bool {
        self.at.len() == 1 && self.term.text.chars().all(is_han)
    }
}

/// The terms that stand in `text` as they are, in order.
fn placed<'a>(text: &Folded, terms: &'a [SoughtTerm]) -> Vec<Placed<'a>> {
    let mut from = 0;
    let place = |term: &'a SoughtTerm| {
        let word: Vec<char> = term.text.chars().collect();
        let found =
            text.chars().get(from..)?.windows(word.len().max(1)).position(|at| *at == *word)?;
        let at = from + found..from + found + word.len();
        from = at.end;
        Some(Placed { term, at })
    };
    terms.iter().filter_map(place).collect()
}

/// What stands in quotation marks, without them.
fn quoted(text: &Folded, question: &str) -> Vec<Range<usize>> {
    let quotes = quotes(question).into_iter().map(|quote| {
        let inner = question[quote.clone()].trim_matches(is_quote);
        let start = quote.start + question[quote].find(inner).unwrap_or(0);
        text.within(&(start..start + inner.len()))
    });
    quotes.filter(|name| name.len() > 1).collect()
}

/// Characters in a row that make no word and begin with a surname.
fn persons(terms: &[Placed<'_>]) -> Vec<Range<usize>> {
    let singles = |first: &Placed<'_>, second: &Placed<'_>| {
        first.is_single() && second.is_single() && first.at.end == second.at.start
    };
    let runs = terms.chunk_by(singles).filter(|run| (2..=PERSON).contains(&run.len()));
    let named = runs.filter(|run| run[0].is_single() && SURNAMES.contains(&run[0].term.text));
    named.map(|run| run[0].at.start..run[run.len() - 1].at.end).collect()
}

/// Neighbouring words that no document has, if any of them names something, and the
/// noun behind them.
fn unknown(terms: &[Placed<'_>], question: &str, text: &Folded) -> Vec<Range<usize>> {
    let neighbours = |first: &Placed<'_>, second: &Placed<'_>| {
        let between = &text.chars()[first.at.end..second.at.start];
        between.is_empty() || between == [' '] && text.chars()[second.at.start].is_ascii()
    };
    let is_name = |one: &Placed<'_>| {
        let said = &question[text.origin(one.at.clone())];
        let latin = said.starts_with(|c: char| c.is_ascii_alphanumeric());
        // The first word of a sentence has a capital whatever it is.
        let mut inner = said.chars().skip(usize::from(one.at.start == 0));
        let capital = inner.any(|c| c.is_uppercase() || c.is_ascii_digit());
        if latin {
            capital && said.len() > 1
        } else {
            one.term.kind != TermKind::Word && one.at.len() > 1
        }
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < terms.len() {
        let goes_on = |to: &usize| {
            terms[*to].term.unknown && (*to == at || neighbours(&terms[*to - 1], &terms[*to]))
        };
        let end = at + (at..terms.len()).take_while(goes_on).count();
        if end == at {
            at += 1;
            continue;
        }
        if terms[at..end].iter().any(is_name) {
            let is_noun = |next: &&Placed<'_>| {
                let latin = next.term.text.is_ascii() && terms[end - 1].term.text.is_ascii();
                neighbours(&terms[end - 1], next)
                    && if latin { is_name(next) } else { next.term.kind == TermKind::Thing }
            };
            let behind = terms.get(end).filter(is_noun);
            found.push(terms[at].at.start..behind.unwrap_or(&terms[end - 1]).at.end);
        }
        at = end;
    }
    found
}
