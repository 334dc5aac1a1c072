//! Two things that are to be compared: 比較河套園區和科學園的面積.

use std::ops::Range;
use std::sync::LazyLock;

use super::sentence::{JOINS, NAME, OF, Sentence, Words, listed};
use crate::text::date::mentions;

static OPENS: Words = LazyLock::new(|| listed("opens"));
static CLOSES: Words = LazyLock::new(|| listed("closes"));
static VERSUS: Words = LazyLock::new(|| listed("versus"));
static ON: Words = LazyLock::new(|| listed("on"));

/// So much may stand before the word that opens: 請, 可否幫我, "what is the".
const LEAD: usize = 16;

/// What of each is compared, or where that is not said, each by its name.
pub(super) fn each(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let whole = 0..sentence.body.end;
    let versus = || VERSUS.iter().any(|word| sentence.find(word, whole.clone()).is_some());
    let body = between(sentence).or_else(|| versus().then_some(whole.clone()))?;
    let [first, second] = sentence.parted(&JOINS, &body)?;
    let (second, of) = sentence.attributed(second);
    // 2021 and 2023 are two times of one thing.
    let is_time = |thing: &Range<usize>| {
        let text = sentence.said(thing);
        mentions(text, None).iter().any(|date| 2 * date.span.len() >= text.len())
    };
    let is_named = |thing: &Range<usize>| sentence.said(thing).contains(char::is_alphanumeric);
    if [&first, &second].into_iter().any(|thing| is_time(thing) || !is_named(thing)) {
        return None;
    }
    if !sentence.is_english(&body) {
        let of = of.map(|of| sentence.said(&(of.start + 1..of.end)));
        let each = [&first, &second].map(|thing| chinese(sentence.said(thing), of));
        return Some(each.into());
    }
    let (first, of) = led(sentence, first);
    let (second, on) = trailed(sentence, second);
    let of = of.or(on).as_ref().map(|of| sentence.said(of));
    Some([&first, &second].map(|thing| english(sentence.said(thing), of)).into())
}

/// What stands after the word that opens, or before the one that closes.
fn between(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    let (chars, whole) = (sentence.chars(), 0..sentence.body.end);
    let near = |word: &Vec<char>| sentence.find(word, 0..whole.end.min(LEAD + word.len()));
    let opened = OPENS.iter().find_map(near);
    let opened = opened.filter(|word| word.end + 2 * NAME < whole.end);
    let body = opened.as_ref().map_or(whole.clone(), |word| word.end..whole.end);
    let closed = CLOSES.iter().find(|word| chars[body.clone()].ends_with(word));
    let end = body.end - closed.map_or(0, Vec::len);
    let end = chars[body.start..end].iter().rposition(|c| c.is_alphanumeric())? + body.start + 1;
    let of = OF.iter().find(|of| closed.is_some() && chars[body.start..end].ends_with(of));
    let body = body.start..end - of.map_or(0, Vec::len);
    (opened.is_some() || closed.is_some()).then_some(body)
}

/// The first thing, and what of both is compared: the size of Hetao and the Science Park.
fn led(sentence: &Sentence<'_>, first: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let of: Vec<char> = " of ".chars().collect();
    match sentence.find(&of, first.clone()) {
        Some(of) => (of.end..first.end, Some(first.start..of.start)),
        None => (first, None),
    }
}

/// The second thing, and what of both is compared: Cyberport and the Science Park on occupancy.
fn trailed(sentence: &Sentence<'_>, second: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    match ON.iter().find_map(|on| sentence.find(on, second.clone())) {
        Some(on) => (second.start..on.start, Some(on.end..second.end)),
        None => (second, None),
    }
}

fn chinese(thing: &str, of: Option<&str>) -> String {
    of.map_or_else(|| thing.to_owned(), |of| format!("{thing}的{of}？"))
}

fn english(thing: &str, of: Option<&str>) -> String {
    of.map_or_else(|| thing.to_owned(), |of| format!("What is {of} of {thing}?"))
}
