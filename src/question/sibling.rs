//! Which of several siblings, things that share a name, a text is about: 東橋 and not 西橋,
//! 第三輪 and not 前兩輪.

use std::ops::Range;

use super::lexicon::CONTRASTS;
use crate::text::figure::{Figure, Unit, figures};

/// One of several things that share a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Sibling {
    /// The bytes of the folded text that say which.
    pub range: Range<usize>,
    /// Which of its things it is.
    pub which: Which,
    /// How the name of the thing begins: a Han character, or a word without its last letters.
    thing: String,
}

/// Which of several things.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Which {
    /// One of a group of words that shut each other out, by the numbers of both.
    Side(usize, usize),
    /// The place of one in an order, from one on.
    Place(f64),
    /// The first so many together.
    First(f64),
}

impl Sibling {
    /// Whether both are of things of one name, and are told apart in one way.
    pub fn is_like(&self, other: &Self) -> bool {
        let group = |which: Which| match which {
            Which::Side(group, _) => Some(group),
            Which::Place(_) | Which::First(_) => None,
        };
        self.thing == other.thing && group(self.which) == group(other.which)
    }
}

/// The siblings that `folded` names, in order.
pub fn siblings(folded: &str) -> Vec<Sibling> {
    let mut siblings: Vec<Sibling> = sides(folded).chain(places(folded)).collect();
    siblings.sort_by_key(|one| one.range.start);
    siblings
}

/// 東橋, the east bridge.
fn sides(folded: &str) -> impl Iterator<Item = Sibling> {
    let words = CONTRASTS.iter().enumerate().filter(|(_, words)| !words.contains(&"第一"));
    let words = words.flat_map(|(group, words)| {
        words.iter().enumerate().map(move |(side, word)| (Which::Side(group, side), *word))
    });
    words.flat_map(move |(which, word)| {
        let stands = folded.match_indices(word).filter(move |(at, _)| {
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let after = folded[at + word.len()..].chars().next();
            !(word.is_ascii() && (latin(folded[..*at].chars().next_back()) || latin(after)))
        });
        stands.filter_map(move |(at, _)| {
            let range = at..at + word.len();
            Some(Sibling { thing: thing(&folded[range.end..])?, range, which })
        })
    })
}

/// 第三輪, 首輪, 前兩輪, the third round, the first two rounds.
fn places(folded: &str) -> impl Iterator<Item = Sibling> {
    let first = folded.match_indices('首').filter_map(|(at, word)| {
        let range = at..at + word.len();
        let thing = folded[range.end..].chars().next().filter(|c| COUNTED.contains(*c))?;
        Some(Sibling { range, which: Which::Place(1.0), thing: thing.to_string() })
    });
    let counted = figures(folded).into_iter().filter_map(|figure| place(folded, &figure));
    first.chain(counted)
}

/// What 首 is the first one of, folded: rounds, phases, batches, sessions.
const COUNTED: &str = "轮期批届";

fn place(folded: &str, figure: &Figure) -> Option<Sibling> {
    let (before, after) = (&folded[..figure.span.start], &folded[figure.span.end..]);
    let range = figure.span.clone();
    let first = FIRST.iter().any(|word| before.trim_end().ends_with(word));
    let (thing, which) = match &figure.unit {
        Unit::Rank => (thing(after)?, Which::Place(figure.value)),
        // The counter of 兩輪 is part of the figure, that of "two rounds" is not.
        Unit::Counted(counter) if first && !counter.is_ascii() => {
            (thing(counter)?, Which::First(figure.value))
        }
        Unit::Plain if first => (thing(after)?, Which::First(figure.value)),
        _ => return None,
    };
    Some(Sibling { range, which, thing })
}

/// What stands before the number of the first ones, folded.
const FIRST: [&str; 4] = ["前", "首", "头", "first"];
/// How the name of the thing at the start of `text` begins.
fn thing(text: &str) -> Option<String> {
    let text = text.trim_start();
    let first = text.chars().next().filter(|c| c.is_alphabetic())?;
    if !first.is_ascii() {
        return Some(first.to_string());
    }
    let word: String = text.chars().take_while(char::is_ascii_alphanumeric).collect();
    // One round and two rounds.
    Some(word.strip_suffix('s').unwrap_or(&word).to_owned())
}
