//! Which of two things is more, larger or earlier: how much each is, how large, and when.

use std::ops::Range;
use std::sync::LazyLock;

use super::sentence::{OF, OR, Sentence, Words, listed};
use crate::text::normalize::simplified;

const MEASURES_FILE: &str = include_str!("../lexicon/measures.tsv");

static WHICH: Words = LazyLock::new(|| listed("which"));
static THAN: Words = LazyLock::new(|| listed("than"));
static DEGREE: Words = LazyLock::new(|| listed("degree"));
static TRAILS: Words = LazyLock::new(|| listed("trails"));
static MEASURES: LazyLock<Vec<Measure>> =
    LazyLock::new(|| MEASURES_FILE.lines().filter_map(Measure::read).collect());

/// Asks for what is counted, and for what is not.
const COUNTED: &str = "How many";
const UNCOUNTED: &str = "How much";

/// A word that compares, and how what it measures is asked about.
struct Measure {
    word: Vec<char>,
    /// Stands before the question word where nothing else does; `None` if the question
    /// word comes first, and in English.
    verb: Option<&'static str>,
    spoken: &'static str,
    written: &'static str,
}

impl Measure {
    fn read(line: &'static str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').filter(|_| !line.starts_with('#')).collect();
        let (word, verb, spoken, written) = match fields[..] {
            [word, verb, spoken, written] => (word, Some(verb), spoken, written),
            [word, asked] => (word, None, asked, asked),
            _ => return None,
        };
        let word = word.chars().collect();
        Some(Self { word, verb: verb.filter(|verb| *verb != "-"), spoken, written })
    }
}

pub(super) fn each(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let body = &sentence.body;
    let which = sentence.whole(&WHICH, body.clone())?;
    let comma = |range: Range<usize>| range.rev().find(|at| sentence.chars()[*at] == ',');
    let (things, rest) = if which.start == body.start {
        let comma = comma(which.end..body.end)?;
        (comma + 1..body.end, which.end..comma)
    } else {
        (body.start..which.start, which.end..body.end)
    };
    // 港話通 of 智方便同港話通比邊個多.
    let than = THAN.iter().find(|word| sentence.chars()[things.clone()].ends_with(word));
    let things = things.start..things.end - than.map_or(0, Vec::len);
    let mut things = sentence.things(&OR, &things)?;
    if sentence.is_english(body) {
        return english(sentence, &things, rest);
    }
    let (last, of) = sentence.attributed(things.pop()?);
    things.push(last);
    let of = of.map(|of| sentence.said(&of)).unwrap_or_default();
    let asked = chinese(sentence, &which, rest)?;
    Some(things.iter().map(|thing| format!("{}{of}{asked}？", sentence.said(thing))).collect())
}

/// What is asked of each by what stands behind 邊個: 多初創, 資助多啲, 有更多公司, 早啲開園.
fn chinese(sentence: &Sentence<'_>, which: &Range<usize>, rest: Range<usize>) -> Option<String> {
    let of = OF.iter().find(|of| sentence.chars()[rest.clone()].starts_with(of));
    let rest = rest.start + of.map_or(0, Vec::len)..rest.end;
    let trailing = |at: usize| {
        let trails = TRAILS.iter().find(|word| sentence.chars()[at..rest.end].starts_with(word));
        at + trails.map_or(0, Vec::len)
    };
    let found = rest.clone().find_map(|at| {
        let degree = DEGREE.iter().find(|word| sentence.chars()[at..rest.end].starts_with(word));
        let begins = at + degree.map_or(0, Vec::len);
        let measure = MEASURES
            .iter()
            .find(|measure| sentence.chars()[begins..rest.end].starts_with(&measure.word))?;
        let end = begins + measure.word.len();
        let ends = trailing(end);
        let plain = degree.is_some() || at == rest.start || ends == rest.end;
        // 多用戶 is a word, and after 邊個 it asks for users.
        let counts = at == rest.start && measure.verb.is_some();
        (plain && (counts || !sentence.is_cut(&(at..end)))).then_some((at, ends, measure))
    });
    let (start, end, measure) = found?;
    let said = |range: Range<usize>| if range.is_empty() { "" } else { sentence.said(&range) };
    let (before, after) = (said(rest.start..start), said(end..rest.end));
    let is_spoken = sentence.said(which).starts_with(['邊', '边']);
    let asked = if is_spoken { measure.spoken } else { measure.written };
    let asked = in_script_of(asked, sentence.text);
    Some(match measure.verb {
        Some(verb) if before.is_empty() => format!("{verb}{asked}{after}"),
        Some(_) => format!("{before}{asked}{after}"),
        // 園區 of 邊個園區最早開園 says what the things are.
        None if after.is_empty() => format!("{asked}{before}"),
        None => format!("{asked}{after}"),
    })
}

/// Each line of the measures, and whether it is read.
#[cfg(test)]
pub(super) fn read_all() -> impl Iterator<Item = (&'static str, bool)> {
    let lines = MEASURES_FILE.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| (line, Measure::read(line).is_some()))
}

/// "Which has more start-ups", "Which is larger".
fn english(
    sentence: &Sentence<'_>,
    things: &[Range<usize>],
    rest: Range<usize>,
) -> Option<Vec<String>> {
    let (found, measure) = MEASURES.iter().find_map(|measure| {
        let found = sentence.whole(std::slice::from_ref(&measure.word), rest.clone())?;
        Some((found, measure))
    })?;
    let after = found.end..rest.end;
    let after = if after.is_empty() { "" } else { sentence.said(&after) };
    let asked = match (measure.spoken, after) {
        (COUNTED, "") => return None,
        (COUNTED, noun) if !noun.split(' ').next()?.ends_with('s') => UNCOUNTED,
        (asked, _) => asked,
    };
    let each = |thing: &Range<usize>| match (sentence.said(thing), after) {
        (thing, "") => format!("{asked} is {thing}?"),
        (thing, noun) => format!("{asked} {noun} ({thing})?"),
    };
    Some(things.iter().map(each).collect())
}

/// `words`, which are Traditional, in Simplified where `text` is.
fn in_script_of(words: &str, text: &str) -> String {
    if simplified(text) == text { simplified(words) } else { words.to_owned() }
}
