//! What a question is about: its words and terms, each in all its forms.

use super::lexicon::{NAME_TAGS, NO_NAMES};
use super::segment::{Form, Segment};
use super::wording::Wording;
use crate::corpus::glossary::{Entry, Glossary};
use crate::text::date::mentions;
use crate::text::words::tagged;

/// What a term names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TermKind {
    /// Nothing: a verb, a quality.
    #[default]
    Word,
    /// Any thing of its kind.
    Thing,
    /// One thing among others of its kind, which some of the documents are
    /// about: what is said of it is near whatever is asked of it. Only the
    /// documents tell it from a name.
    Subject,
    /// One thing among others of its kind, so that what is said of another is
    /// no answer.
    Name,
}

/// A word or term that a question is about.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryTerm {
    /// Its forms, folded, never none: as the question has it first.
    pub forms: Vec<Form>,
    /// What it names, if anything.
    pub kind: TermKind,
}

/// The words and terms that say what a question is about, in order.
pub(super) fn terms(wording: &Wording, glossary: &Glossary) -> Vec<QueryTerm> {
    let mut terms = Vec::new();
    let about: Vec<char> = wording.about().chars().collect();
    let relative = relative_dates(&wording.text);
    let mut open = String::new();
    for (segment, place) in wording.placed() {
        if place.clone().all(|at| relative.contains(&at)) {
            continue;
        }
        let known = !segment.entries.is_empty() || segment.forms.len() > 1;
        if known && wording.is_content(place) {
            terms.extend(words(&std::mem::take(&mut open)));
            terms.push(known_term(segment, glossary));
            continue;
        }
        let shown = |at: usize| if relative.contains(&at) { '|' } else { about[at] };
        open.extend(place.clone().map(shown));
    }
    terms.extend(words(&open));
    terms
}

/// A segment that has other forms or an entry of the glossary, as a term.
fn known_term(segment: &Segment, glossary: &Glossary) -> QueryTerm {
    let forms = segment.forms.iter().filter(|form| !form.text.is_empty()).cloned().collect();
    let mut entries = segment.entries.iter().filter_map(|entry| glossary.entry(*entry));
    let kind = if entries.any(Entry::is_name) { TermKind::Name } else { TermKind::Word };
    QueryTerm { forms, kind }
}

/// The words of `text`, folded, as the dictionary cuts it.
fn words(text: &str) -> Vec<QueryTerm> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '+' | '.' | '&'));
    let words = parts.flat_map(tagged);
    let words = words.filter(|(word, _)| word.chars().any(char::is_alphanumeric));
    words
        .map(|(word, tag)| QueryTerm { forms: vec![Form::own(word)], kind: kind_of(word, tag) })
        .collect()
}

/// What a word names that the dictionary tags so.
fn kind_of(word: &str, tag: &str) -> TermKind {
    let long = word.chars().nth(1).is_some();
    match tag {
        _ if !long || NO_NAMES.contains(&word) => TermKind::Word,
        tag if NAME_TAGS.contains(&tag) => TermKind::Name,
        tag if tag.starts_with('n') => TermKind::Thing,
        _ => TermKind::Word,
    }
}

/// The characters of a folded text that count a time from the day of writing.
/// They say when, and not what about: see [`Times`](super::times::Times).
fn relative_dates(text: &str) -> Vec<usize> {
    let chars = |byte: usize| text[..byte].chars().count();
    let relative = mentions(text, None).into_iter().filter(|mention| mention.relative);
    relative.flat_map(|mention| chars(mention.span.start)..chars(mention.span.end)).collect()
}
