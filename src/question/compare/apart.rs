//! One question about each of several things: 數碼港同科學園分別有幾多間公司？

use std::ops::Range;
use std::sync::LazyLock;

use super::sentence::{FILE, JOINS, NAME, Sentence, Words, listed};
use crate::question::asking;
use crate::question::follow_up;
use crate::text::list;

static APART: Words = LazyLock::new(|| listed("apart"));

/// Verbs before several things, and before one: do, does.
static AUXILIARIES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    list::words(FILE, "auxiliary").filter_map(|two| two.split_once('/')).collect()
});

/// What may stand before the first of two things in English.
static BEFORE: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "before").collect());

/// Words of a name that have no capital: the, of.
static SMALL: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "small").collect());

/// Says that several do something as one.
static AS_ONE: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "as-one").collect());

pub(super) fn each(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    if sentence.is_english(&sentence.body) { english(sentence) } else { chinese(sentence) }
}

fn chinese(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let body = &sentence.body;
    let Some(apart) = sentence.whole(&APART, body.start + 2 * NAME..body.end) else {
        return named(sentence);
    };
    let mut things = sentence.things(&JOINS, &(body.start..apart.start))?;
    let (last, of) = sentence.attributed(things.pop()?);
    let asked = sentence.said(&(apart.end..body.end));
    if !follow_up::asks(asked) {
        return None;
    }
    let of = of.map(|of| sentence.said(&of)).unwrap_or_default();
    // 河套園區 of 河套園區2024年 is what 2025年 is about, too.
    let first = things.first()?;
    let time = sentence.time(&last).and(sentence.time(first));
    let lead = time.map_or("", |at| &sentence.said(first)[..at]);
    let each = things.iter().chain([&last]).enumerate().map(|(number, thing)| {
        let lead = if number == 0 { "" } else { lead };
        format!("{lead}{}{of}{asked}？", sentence.said(thing))
    });
    Some(each.collect())
}

/// 產學研1+計劃同新型工業化資助計劃嘅上限係幾多？: what two names have is asked of each of them.
fn named(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let [first, last] = sentence.parted(&JOINS, &sentence.body)?;
    let (second, of) = sentence.attributed(last);
    let asked = sentence.said(&of?);
    let names = [sentence.said(&first), sentence.said(&second)];
    if !follow_up::asks(asked) || !names.iter().all(|name| sentence.is_name(name)) {
        return None;
    }
    Some(names.map(|name| format!("{name}{asked}？")).into())
}

/// "How many startups do Cyberport and HKSTP (each) have?", "… of `RAISe+` and NIFS respectively",
/// "What are the ceilings of `RAISe+` and NIFS?".
fn english(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let text = sentence.said(&sentence.body);
    let words: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let apart = folded.iter().position(|word| word == "each" || word == "respectively");
    let as_one = folded.iter().any(|word| AS_ONE.contains(&word.as_str()));
    let is_many = |word: &String| one(word).is_some();
    let of_many = folded.get(1).is_some_and(is_many) && !asking::asks_how_many(text);
    if as_one || apart.is_none() && !of_many && !asking::asks_how_many(text) {
        return None;
    }
    let joint = sentence.whole(&JOINS, sentence.body.clone())?;
    let joint = sentence.said(&(sentence.body.start..joint.start)).split_whitespace().count();
    let apart_or_of = apart.is_some() || of_many;
    let is_before =
        |word: &String| one(word).is_some() || apart_or_of && BEFORE.contains(&word.as_str());
    let before = folded[..joint].iter().rposition(is_before)?;
    let first = before + 1..joint;
    let rest = apart.filter(|apart| *apart > joint).unwrap_or(words.len());
    let second = joint + 1..name_end(&words, joint + 1).min(rest);
    if name_end(&words, first.start) < first.end || second.is_empty() {
        return None;
    }
    let verb = one(&folded[before]).unwrap_or(words[before]);
    let is_name = |thing: &Range<usize>| sentence.is_name(&words[thing.clone()].join(" "));
    if apart.is_none() && of_many && !(is_name(&first) && is_name(&second)) {
        return None;
    }
    let behind = (second.end..words.len()).filter(|at| Some(*at) != apart);
    let behind: Vec<&str> = behind.map(|at| words[at]).collect();
    let question = |thing: Range<usize>| {
        let parts = words[..before].iter().chain([&verb]).chain(&words[thing]).chain(&behind);
        let said: Vec<&str> = parts.map(|word| word.trim_end_matches(',')).collect();
        format!("{}?", said.join(" "))
    };
    Some(vec![question(first), question(second)])
}

/// The verb before one thing for `many`, the verb before several: does for do.
fn one(many: &str) -> Option<&'static str> {
    AUXILIARIES.iter().find(|(verb, _)| *verb == many).map(|(_, one)| *one)
}

/// Where the name that begins at `from` ends: words in capitals, and what joins them.
fn name_end(words: &[&str], from: usize) -> usize {
    let named = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let goes_on = |word: &&str| named(word) || SMALL.contains(word);
    let run: Vec<&&str> = words[from..].iter().take_while(|word| goes_on(word)).collect();
    from + run.iter().rposition(|word| named(word)).map_or(0, |last| last + 1)
}
