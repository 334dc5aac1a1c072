//! The numbers that a model cites sentences by, in whatever brackets.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::script::half_width;

/// The number of a sentence in a prompt: of its passage and of itself there, both
/// from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// The passage.
    pub passage: u32,
    /// The sentence in it; 0 where the model names none.
    pub sentence: u32,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sentence {
            0 => write!(f, "{}", self.passage),
            sentence => write!(f, "{}.{sentence}", self.passage),
        }
    }
}

/// Sentences of one range, as in `[1.2-1.9]`, at most.
const LONGEST_RANGE: u32 = 8;

/// `[1.2]`, `[1.2, 2.1]`, `[1.2-1.4]`, `[sentence 1.2]`, `[來源2.1]`, `[3]`, whole,
/// its brackets and digits in one form; an escaped bracket keeps its backslash out.
static MARKER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let label = r"\d{1,3}(?:\.\d{1,3})?";
    let word = r"(?:[\p{L}:#]{1,12} ?)?";
    let pattern =
        format!(r"\\?\[\s*{word}{label}(?:(?:\s*(?:[,;&-]|and)\s*|\s+){word}{label})*\s*\\?\]");
    Regex::new(&pattern).ok()
});

/// One number in a marker, with what stands before it.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(-?)\s*(?:[\p{L}:#]{1,12} ?)?(\d{1,3})(?:\.(\d{1,3}))?").ok());

/// A marker in a text: its bytes, and what it cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) range: Range<usize>,
    pub(super) labels: Vec<Label>,
}

/// The markers of `text` in order, in any brackets and digits.
pub(super) fn markers(text: &str) -> Vec<Marker> {
    let plain = Plain::of(text);
    let Some(pattern) = &*MARKER else { return Vec::new() };
    let found = pattern.find_iter(&plain.text);
    found
        .map(|found| Marker { range: plain.origin(found.range()), labels: labels(found.as_str()) })
        .collect()
}

/// Whether `text` ends in what may become a marker when more comes.
pub(super) fn is_open(text: &str) -> bool {
    let plain = Plain::of(text).text;
    let tail = plain.trim_end();
    if tail.ends_with('\\') {
        return true;
    }
    tail.rfind('[').is_some_and(|at| {
        let inside = &tail[at + 1..];
        !inside.contains(']') && inside.chars().count() <= LONGEST_MARKER
    })
}

/// The longest marker that is waited for, in characters.
const LONGEST_MARKER: usize = 80;

fn labels(marker: &str) -> Vec<Label> {
    let Some(pattern) = &*NUMBER else { return Vec::new() };
    let mut labels: Vec<Label> = Vec::new();
    for found in pattern.captures_iter(marker) {
        let number = |group| found.get(group).and_then(|digits| digits.as_str().parse().ok());
        let Some(passage) = number(2) else { continue };
        let label = Label { passage, sentence: number(3).unwrap_or(0) };
        let from = labels.last().copied().filter(|from| {
            !found[1].is_empty() && from.passage == passage && from.sentence < label.sentence
        });
        let between = from.map_or(label.sentence, |from| from.sentence + 1);
        if label.sentence - between < LONGEST_RANGE {
            labels.extend((between..=label.sentence).map(|sentence| Label { passage, sentence }));
        } else {
            labels.push(label);
        }
    }
    labels
}

/// A text with its brackets, digits and marks in one form, and where each byte is
/// from.
struct Plain {
    text: String,
    /// For each byte of `text`, and its end, the byte of the original.
    origins: Vec<usize>,
}

impl Plain {
    fn of(text: &str) -> Self {
        let (mut plain, mut origins) = (String::with_capacity(text.len()), Vec::new());
        for (at, character) in text.char_indices() {
            plain.push(in_one_form(character));
            origins.resize(plain.len(), at);
        }
        origins.push(text.len());
        Self { text: plain, origins }
    }

    fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.origins[range.start]..self.origins[range.end]
    }
}

fn in_one_form(character: char) -> char {
    match character {
        '【' | '［' | '〔' | '〖' => '[',
        '】' | '］' | '〕' | '〗' => ']',
        '．' | '·' | '・' | '。' => '.',
        '，' | '、' => ',',
        '；' => ';',
        '：' => ':',
        '–' | '—' | '－' | '~' | '～' | '至' => '-',
        '０'..='９' => half_width(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(text: &str) -> Vec<String> {
        let found = markers(text).into_iter().flat_map(|marker| marker.labels);
        found.map(|label| label.to_string()).collect()
    }

    #[test]
    fn labels_are_read_in_any_brackets() {
        for text in [
            "[1.2][2.1]",
            "[1.2, 2.1]",
            "【1.2】【2.1】",
            "［１．２］［２．１］",
            "[1.2、2.1]",
            "[ 1.2 ; 2.1 ]",
            "[sentence 1.2, sentence 2.1]",
            "[來源1.2][句子 2.1]",
            r"\[1.2\]\[2.1\]",
            "[1.2 and 2.1]",
        ] {
            assert_eq!(cited(text), ["1.2", "2.1"], "{text}");
        }
        assert_eq!(cited("[1.2-1.4]"), ["1.2", "1.3", "1.4"]);
        assert_eq!(cited("[1.2–2.1]"), ["1.2", "2.1"]);
        assert_eq!(cited("[3]"), ["3"]);
        assert_eq!(cited("[1.1-1.999]"), ["1.1", "1.999"]);
    }

    #[test]
    fn other_brackets_are_text() {
        for text in
            ["[sic]", "[1.2", "(1.2)", "「1.2」", "[見第1頁的附件]", "[2025年]", "[1.2345]", "[-]"]
        {
            assert_eq!(markers(text), [], "{text}");
        }
    }

    #[test]
    fn what_may_become_a_marker_is_open() {
        assert!(is_open("好 [") && is_open("好 【1") && is_open("好 [1.2,") && is_open("好 \\"));
        assert!(
            !is_open("好 [1.2]") && !is_open("好") && !is_open(&format!("[{}", "x".repeat(99)))
        );
    }
}
