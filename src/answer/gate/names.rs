//! Every name of a claim is in the sentences that it cites, or over them, in
//! either language.

use std::ops::Range;

use super::lexicon::is_function;
use super::{Failure, Premise};
use crate::corpus::glossary::{Entry, Glossary};
use crate::text::date::Mention;
use crate::text::dictionary::{self, translate};
use crate::text::figure::{Figure, Unit, figures};
use crate::text::language::written_in;
use crate::text::normalize::{fold, folded};
use crate::text::script::is_han;
use crate::text::sentence::sentences;
use crate::text::span::overlap;
use crate::text::words::{segment, tagged};

/// The first signs of the Chinese order, for categories and phases.
const ORDER: [(&str, &str); 4] = [("a", "甲"), ("b", "乙"), ("c", "丙"), ("d", "丁")];

/// What the documents are about where they name no other place.
const HOME: [&str; 3] = ["香港", "hong kong", "hk"];

/// A word of Latin letters in a claim.
struct Word<'a> {
    range: Range<usize>,
    text: &'a str,
    /// It begins a sentence, so that its first capital says nothing.
    first: bool,
}

/// Fails for a name of the glossary, or a name in Latin letters, that no premise has
/// in any form.
pub(super) fn check(
    claim: &str,
    dates: &[Mention],
    premises: &[&Premise],
    glossary: &Glossary,
) -> Result<(), Failure> {
    let mut known: Vec<Range<usize>> = dates.iter().map(|date| date.span.clone()).collect();
    let figures = figures(claim);
    known.extend(figures.iter().map(|figure| figure.span.clone()));
    let terms = in_glossary(claim, &known, premises, glossary)?;
    known.extend(terms);
    let chinese = written_in(claim).is_chinese();
    let words = words(claim);
    for (at, word) in words.iter().enumerate() {
        let is_known = || known.iter().any(|range| overlap(range, &word.range));
        let ordinal = || is_before_an_ordinal(claim, word, &figures, premises);
        let named = if chinese { word.text.len() > 1 } else { word.is_name() && !ordinal() };
        if named && !is_known() && !has(&words, at, premises) {
            return Err(Failure::Name(word.text.to_owned()));
        }
    }
    Ok(())
}

/// Whether a figure follows `word` that the premises have as a place in an order: the
/// Phase of Phase 2, where 第二期 stands.
fn is_before_an_ordinal(
    claim: &str,
    word: &Word<'_>,
    figures: &[Figure],
    premises: &[&Premise],
) -> bool {
    let after = |figure: &&Figure| {
        let between = claim.get(word.range.end..figure.span.start);
        between.is_some_and(|between| !between.is_empty() && between.trim().is_empty())
    };
    let mut printed = premises.iter().flat_map(|premise| &premise.figures);
    figures.iter().find(after).is_some_and(|figure| {
        printed.any(|other| {
            let ranked = Figure { unit: Unit::Rank, ..figure.clone() };
            other.same_amount(&ranked)
        })
    })
}

/// Bytes of the claim that are terms of the glossary which the premises have;
/// fails for a Chinese name that they have not. Those within `known` are figures and
/// dates.
fn in_glossary(
    claim: &str,
    known: &[Range<usize>],
    premises: &[&Premise],
    glossary: &Glossary,
) -> Result<Vec<Range<usize>>, Failure> {
    let folded = fold(claim);
    let mut terms = Vec::new();
    for found in glossary.find(&folded.to_string()) {
        let range = folded.origin_of_bytes(&found.range);
        let entries = || found.entries.iter().filter_map(|index| glossary.entry(*index));
        let has = |form: &String| premises.iter().any(|premise| premise.has(form));
        let at_home = || {
            let mut forms = entries().flat_map(|entry| &entry.forms);
            forms.any(|form| HOME.contains(&form.as_str()))
                && !premises.iter().any(|one| names_a_place(one, glossary))
        };
        if entries().any(|entry| entry.forms.iter().any(has)) || at_home() {
            terms.push(range);
        } else if !known.iter().any(|one| overlap(one, &range))
            && entries().all(Entry::is_name)
            && !is_composed(&claim[range.clone()], premises)
        {
            return Err(Failure::Name(claim[range].to_owned()));
        }
    }
    Ok(terms)
}

/// Whether the premises have every word of a Chinese name; those of a Latin one are
/// looked at one by one.
fn is_composed(name: &str, premises: &[&Premise]) -> bool {
    let name = folded(name);
    let mut words = segment(&name).into_iter();
    !name.contains(is_han) || words.all(|word| premises.iter().any(|premise| premise.has(word)))
}

/// Whether a sentence names another place of the glossary, as the segmenter's
/// dictionary has places.
fn names_a_place(premise: &Premise, glossary: &Glossary) -> bool {
    let text = folded(&premise.text);
    let places = glossary.find(&text).into_iter().map(|found| found.range);
    let mut places = places.filter(|range| !HOME.contains(&&text[range.clone()]));
    places.any(|range| matches!(tagged(&text[range]).as_slice(), [(_, "ns")]))
}

impl Word<'_> {
    /// Whether English marks it as a name: by a capital within the sentence, several
    /// capitals, or a first word that no dictionary has.
    fn is_name(&self) -> bool {
        let lower = self.text.to_lowercase();
        if is_function(&lower) {
            return false;
        }
        let capitals = self.text.chars().filter(char::is_ascii_uppercase).count();
        match (capitals, self.first) {
            (0, _) => false,
            (1, true) => translate(&lower).is_empty() && self.text.starts_with(char::is_uppercase),
            _ => true,
        }
    }
}

/// Whether a premise has the word as it is, or a translation of it or of a phrase
/// around it.
fn has(words: &[Word<'_>], at: usize, premises: &[&Premise]) -> bool {
    let printed = |form: &str| premises.iter().any(|premise| premise.has(&folded(form)));
    let lower = words[at].text.to_lowercase();
    let ordered = ORDER.iter().any(|(latin, han)| *latin == lower && printed(han));
    if ordered || printed(words[at].text) {
        return true;
    }
    let longest = dictionary::LONGEST;
    let starts = at.saturating_sub(longest - 1)..=at;
    starts.into_iter().any(|start| {
        (at + 1..=words.len().min(start + longest)).any(|end| {
            let phrase: Vec<String> =
                words[start..end].iter().map(|word| word.text.to_lowercase()).collect();
            translate(&phrase.join(" ")).into_iter().any(printed)
        })
    })
}

/// The words of Latin letters in `text`, parted at hyphens; `’s` is none.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut starts = sentences(text).into_iter().map(|range| range.start).collect::<Vec<_>>();
    starts.push(0);
    let is_word =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '&' | '+') || ('À'..='ɏ').contains(&c);
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    while let Some(from) = text[at..].find(is_word) {
        let start = at + from;
        let end = text[start..].find(|c| !is_word(c)).map_or(text.len(), |length| start + length);
        let word = &text[start..end];
        let possessive = word == "s" && text[..start].ends_with(['\'', '’']);
        if word.contains(|c: char| c.is_alphabetic()) && !possessive {
            let before = starts.iter().filter(|one| **one <= start).max().copied().unwrap_or(0);
            let first = !text[before..start].contains(char::is_alphanumeric);
            words.push(Word { range: start..end, text: word, first });
        }
        at = end;
    }
    words
}
