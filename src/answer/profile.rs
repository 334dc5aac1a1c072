//! What the documents say of a thing, where nothing of it is asked: "tell me about the Flint
//! Fund", 介紹一下河套, or its name alone. Sentences that name it, each quoted.

use std::cmp::Reverse;
use std::ops::Range;

use super::Answer;
use super::courtesy::is_label;
use super::definition::Thing;
use super::lexical::ByWords;
use super::say::{Chosen, quoted, says_something};
use crate::retrieval::Hit;
use crate::text::normalize::folded;

/// How many sentences are quoted, and how many of one document.
const MOST: usize = 6;
const OF_ONE: usize = 3;

/// A sentence that does not end as one has so many columns, or is a label: 地址：…
const LABEL: usize = 60;

/// What the documents say of what is called `name`: what introduces it, then the newest, each
/// passage once. `None` where none of them names it.
pub(super) fn profile(by: ByWords<'_>, name: &str) -> Option<Answer> {
    let thing = Thing::named(name, by);
    let tells = |one: &Chosen| {
        let words = by.hits[one.hit].passage.text[one.sentence.clone()].trim_end();
        says_something(by.hits, one) && !is_label(words, LABEL)
    };
    // Where nothing else names it, so does what leads to a speech: 「以下是局長陳大文的答覆：」.
    let only_led = || {
        let named = by.hits.iter().enumerate().filter_map(|(at, hit)| naming(&thing, at, hit));
        named.filter(|one| by.hits[one.hit].passage.kind.is_told()).take(1)
    };
    let document = |one: &Chosen| &by.hits[one.hit].passage.document;
    let introduced = thing.introductions(by).into_iter();
    let further = by.hits.iter().enumerate().filter_map(|(at, hit)| naming(&thing, at, hit));
    let mut chosen: Vec<Chosen> = Vec::new();
    for one in introduced.chain(further).filter(tells) {
        let of_one = chosen.iter().filter(|known| document(known) == document(&one)).count();
        let is_known = chosen.iter().any(|known| known.hit == one.hit);
        if chosen.len() < MOST && of_one < OF_ONE && !is_known {
            chosen.push(one);
        }
    }
    if chosen.is_empty() {
        chosen.extend(only_led());
    }
    // What a document is titled by may stand nowhere in its text.
    if chosen.is_empty() {
        chosen.extend(below_title(by, &thing).into_iter().filter(tells).take(OF_ONE));
    }
    if let Some((_, later)) = chosen.split_first_mut() {
        later.sort_by_key(|one| Reverse(by.hits[one.hit].published));
    }
    let passage = |one: &Chosen| by.hits[one.hit].passage.clone();
    let items = chosen.into_iter().map(|one| (passage(&one), one.sentence));
    quoted(by.retriever.index(), by.prepared.question.language, items)
}

/// The first sentence of `hit`, which is number `at`, that names `thing`.
fn naming(thing: &Thing, at: usize, hit: &Hit) -> Option<Chosen> {
    let names = |range: &Range<usize>| thing.is_in(&folded(&hit.passage.text[range.clone()]));
    let sentence = hit.sentences().find(names)?;
    Some(Chosen { hit: at, sentence, spans: Vec::new() })
}

/// The first sentences of the documents that are titled by `thing`, in their order.
fn below_title(by: ByWords<'_>, thing: &Thing) -> Vec<Chosen> {
    let mut hits: Vec<(usize, &Hit)> = by.hits.iter().enumerate().collect();
    hits.retain(|(_, hit)| by.title(hit).is_some_and(|title| thing.is_in(&folded(title))));
    hits.sort_by_key(|(_, hit)| hit.passage.ordinal);
    let first = hits.into_iter().filter_map(|(at, hit)| {
        let sentence = hit.sentences().next()?;
        Some(Chosen { hit: at, sentence, spans: Vec::new() })
    });
    first.collect()
}
