//! One question about each of several things: 數碼港同科學園分別有幾多間公司？

use std::ops::Range;
use std::sync::LazyLock;

use super::sentence::{FILE, JOINS, NAME, Sentence, Words, listed};
use crate::question::asking;
use crate::question::follow_up;
use crate::text::list;

static APART: Words = LazyLock::new(|| listed("apart"));

/// Verbs before several things, and before one: do, does.
static AUXILIARIES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    list::words(FILE, "auxiliary").filter_map(|two| two.split_once('/')).collect()
});

/// What may stand before the first of two things in English.
static BEFORE: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "before").collect());

/// Says that several do something as one.
static AS_ONE: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "as-one").collect());

pub(super) fn each(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    if sentence.is_english(&sentence.body) { english(sentence) } else { chinese(sentence) }
}

fn chinese(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let body = &sentence.body;
    let apart = sentence.whole(&APART, body.start + 2 * NAME..body.end)?;
    let mut things = sentence.things(&JOINS, &(body.start..apart.start))?;
    let (last, of) = sentence.attributed(things.pop()?);
    let asked = sentence.said(&(apart.end..body.end));
    if !follow_up::asks(asked) {
        return None;
    }
    let of = of.map(|of| sentence.said(&of)).unwrap_or_default();
    // 河套園區 of 河套園區2024年 is what 2025年 is about, too.
    let lead = things.first().zip(sentence.time(&last)).and_then(|(first, _)| {
        let said = sentence.said(first);
        sentence.time(first).map(|at| &said[..at])
    });
    let lead = lead.unwrap_or_default();
    let each = things.iter().chain([&last]).enumerate().map(|(number, thing)| {
        let lead = if number == 0 { "" } else { lead };
        format!("{lead}{}{of}{asked}？", sentence.said(thing))
    });
    Some(each.collect())
}

/// "How many startups do Cyberport and HKSTP (each) have?", "… of `RAISe+` and NIFS respectively".
fn english(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let text = sentence.said(&sentence.body);
    let words: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let apart = folded.iter().position(|word| word == "each" || word == "respectively");
    if AS_ONE.iter().any(|word| folded.iter().any(|other| other == word))
        || apart.is_none() && !asking::asks_how_many(text)
    {
        return None;
    }
    let joint = sentence.whole(&JOINS, sentence.body.clone())?;
    let joint = sentence.said(&(sentence.body.start..joint.start)).split_whitespace().count();
    let verb = |word: &str| AUXILIARIES.iter().find(|(many, _)| *many == word).map(|(_, one)| *one);
    let is_before =
        |word: &String| verb(word).is_some() || apart.is_some() && BEFORE.contains(&word.as_str());
    let start = folded[..joint].iter().rposition(is_before)? + 1;
    let first = start..joint;
    let rest = apart.filter(|apart| *apart > joint).unwrap_or(words.len());
    let named = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let name_end = |from: usize| name_end(&words, from, &named);
    let second = joint + 1..name_end(joint + 1).min(rest);
    if name_end(first.start) < first.end || second.is_empty() {
        return None;
    }
    let one = verb(&folded[start - 1]).unwrap_or(words[start - 1]);
    let after: Vec<&str> =
        (second.end..words.len()).filter(|at| Some(*at) != apart).map(|at| words[at]).collect();
    let question = |thing: Range<usize>| {
        let parts = words[..start - 1].iter().chain([&one]).chain(&words[thing]).chain(&after);
        let said: Vec<&str> = parts.map(|word| word.trim_end_matches(',')).collect();
        format!("{}?", said.join(" "))
    };
    Some(vec![question(first), question(second)])
}

/// Where the name that begins at `from` ends: words in capitals, and what joins them.
fn name_end(words: &[&str], from: usize, named: &dyn Fn(&&str) -> bool) -> usize {
    let small = ["the", "of", "and", "for"];
    let mut end = from;
    for (at, word) in words.iter().enumerate().skip(from) {
        if named(word) {
            end = at + 1;
        } else if !small.contains(word) {
            break;
        }
    }
    end
}
