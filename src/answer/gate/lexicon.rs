//! Words that say no, or how far along or how exact a thing is.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::text::list::words;
use crate::text::whole::contains;
use crate::text::words::tagged;

const FILE: &str = include_str!("words.tsv");

/// A kind of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It denies.
    No,
    /// It denies that it is so by now.
    NotYet,
    /// It is so by now.
    Done,
    /// It is under way or to come.
    Planned,
    /// A figure is exact.
    Exactly,
    /// A figure is the most.
    Ceiling,
}

struct Lexicon {
    no: HashSet<&'static str>,
    yet: HashSet<&'static str>,
    done: HashSet<&'static str>,
    planned: HashSet<&'static str>,
    exactly: Vec<&'static str>,
    ceiling: Vec<&'static str>,
    function: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    no: words(FILE, "no").collect(),
    yet: words(FILE, "yet").collect(),
    done: words(FILE, "done").collect(),
    planned: words(FILE, "planned").collect(),
    exactly: words(FILE, "exactly").collect(),
    ceiling: words(FILE, "ceiling").collect(),
    function: words(FILE, "function").collect(),
});

/// What an English no is followed by where it is none: not only.
const NOT_ALONE: &[&str] = &["only", "just", "merely", "least", "doubt"];

/// The characters that a word with a no in it begins with: 不足, 無意, 毋須.
const PREFIXES: [char; 6] = ['不', '无', '未', '没', '非', '毋'];

/// A word found in a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// `None` for a word that may deny: 不足, 無意.
    pub(super) kind: Option<Kind>,
}

/// The words of the folded `text` that deny or tell how far along a thing is.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    let mut found = Vec::new();
    let mut at = 0;
    for (word, tag) in tagged(text) {
        let range = at..at + word.len();
        at = range.end;
        let kind = match kind(word, &text[range.end..]) {
            Some(kind) => Some(kind),
            None if may_deny(word, tag) => None,
            None => continue,
        };
        found.push(Sign { range, kind });
    }
    found
}

/// Whether the folded `text` has a word of `kind`, by its characters.
pub(super) fn has(text: &str, kind: Kind) -> bool {
    let words = match kind {
        Kind::Exactly => &LEXICON.exactly,
        _ => &LEXICON.ceiling,
    };
    words.iter().any(|word| contains(text, word))
}

/// Whether the folded `text` tells of something to come.
pub(in crate::answer) fn is_to_come(text: &str) -> bool {
    signs(text).into_iter().any(|sign| sign.kind == Some(Kind::Planned))
}

/// Whether an English word, in lower case, says nothing by itself.
pub(in crate::answer) fn is_function(word: &str) -> bool {
    LEXICON.function.contains(word)
}

fn kind(word: &str, after: &str) -> Option<Kind> {
    let next = || after.split_whitespace().next().unwrap_or_default();
    let contracted = word.ends_with('n') && after.starts_with("'t");
    let alone = !(word.is_ascii() && NOT_ALONE.contains(&next()));
    if LEXICON.yet.contains(word) {
        Some(Kind::NotYet)
    } else if LEXICON.no.contains(word) && alone || contracted {
        Some(Kind::No)
    } else if LEXICON.done.contains(word) {
        Some(Kind::Done)
    } else if LEXICON.planned.contains(word) {
        Some(Kind::Planned)
    } else {
        None
    }
}

fn may_deny(word: &str, tag: &str) -> bool {
    word.starts_with(PREFIXES) && word.chars().nth(1).is_some() && tag.starts_with(['v', 'a', 'd'])
}
