//! A question as it is read: its segments' main forms in one text.

use std::ops::Range;

use super::coded::CodedText;
use super::expand::Segment;
use super::question::{self, Asks};

/// What stands beside the asking word, as codes of units: an answer stands
/// beside the same words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gap {
    /// The two units before it, the nearer last.
    pub before: Vec<u64>,
    /// The two units after it, the nearer first.
    pub after: Vec<u64>,
    /// What stands before it, folded.
    pub words_before: String,
    /// What stands after it, folded.
    pub words_after: String,
}

/// A question with fewer characters than this that say what it is about is
/// searched with its asking words too.
const SHORT: usize = 8;

/// The question as it is read: its segments' main forms in one text.
pub(super) struct Reading {
    pub(super) segments: Vec<Segment>,
    /// Characters of the text that each segment covers.
    pub(super) places: Vec<Range<usize>>,
    pub(super) text: String,
    pub(super) content: Vec<bool>,
}

impl Reading {
    pub(super) fn new(segments: Vec<Segment>) -> (Self, Asks, Option<Range<usize>>) {
        let text: String = segments.iter().map(Segment::main).collect();
        let mut places = Vec::with_capacity(segments.len());
        let mut at = 0;
        for segment in &segments {
            let end = at + segment.main().chars().count();
            places.push(at..end);
            at = end;
        }
        let question = question::read(&text);
        let reading = Self { segments, places, text, content: question.content };
        (reading, question.asks, question.asking)
    }

    pub(super) fn is_content(&self, chars: &Range<usize>) -> bool {
        self.content[chars.clone()].iter().any(|content| *content)
    }

    /// The segments that have other forms and say what the question is about,
    /// by number.
    pub(super) fn groups(&self) -> impl Iterator<Item = usize> {
        let is_group = |at: &usize| self.segments[*at].forms.len() > 1;
        (0..self.segments.len()).filter(is_group).filter(|at| self.is_content(&self.places[*at]))
    }

    /// Whether so little of the question says what it is about that its asking
    /// words are needed to find anything.
    pub(super) fn is_short(&self) -> bool {
        self.content.iter().filter(|content| **content).count() < SHORT
    }

    /// What of the text says what the question is about; the rest becomes
    /// bars, which nothing matches across.
    pub(super) fn about(&self) -> String {
        let shown = |(c, content): (char, &bool)| if *content { c } else { '|' };
        self.text.chars().zip(&self.content).map(shown).collect()
    }
}

/// The units on both sides of characters `asking` of `text`.
pub(super) fn gap(text: &str, asking: Option<Range<usize>>) -> Gap {
    let Some(asking) = asking else { return Gap::default() };
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let codes = |text: &str| CodedText::new(text).codes().collect::<Vec<_>>();
    let before = codes(&text[..byte(asking.start)]);
    let words_after = text[byte(asking.end)..].trim_start().to_owned();
    let mut after = codes(&words_after);
    after.truncate(2);
    Gap {
        before: before[before.len().saturating_sub(2)..].to_vec(),
        after,
        words_before: text[..byte(asking.start)].to_owned(),
        words_after,
    }
}

/// The years a folded text names: 2024年, 2024, 二〇二四年.
pub fn years(text: &str) -> Vec<i32> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years = digits.filter_map(|digits| digits.parse().ok());
    years.filter(|year| (1900..2100).contains(year)).collect()
}
