//! How a question is worded: its segments' main forms in one text.

use std::ops::Range;

use super::segment::Segment;

/// A question with fewer characters than this that say what it is about is
/// searched with its asking words too.
const SHORT: usize = 8;

/// The words of a question, and what each does in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wording {
    /// The question in folded, written Chinese (or English): the main forms
    /// of its segments, one after another.
    pub text: String,
    segments: Vec<Segment>,
    /// Characters of the text that each segment covers.
    places: Vec<Range<usize>>,
    /// For each character of the text, whether it says what the question is
    /// about rather than how it is asked.
    content: Vec<bool>,
    /// The segments that have other forms and say what the question is about,
    /// by number.
    groups: Vec<usize>,
}

/// The text that segments make when each is in its main form.
pub(super) fn joined(segments: &[Segment]) -> String {
    segments.iter().map(Segment::main).collect()
}

impl Wording {
    /// The wording of a question of `segments`, whose `content` says for each
    /// character of their main forms whether it is what the question is about.
    pub(super) fn new(segments: Vec<Segment>, content: Vec<bool>) -> Self {
        let mut places = Vec::with_capacity(segments.len());
        let mut at = 0;
        for segment in &segments {
            let end = at + segment.main().chars().count();
            places.push(at..end);
            at = end;
        }
        let says = |at: &usize| content[places[*at].clone()].iter().any(|content| *content);
        let is_group = |at: &usize| segments[*at].forms.len() > 1 && says(at);
        let groups = (0..segments.len()).filter(is_group).collect();
        Self { text: joined(&segments), segments, places, content, groups }
    }

    /// The segments, in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The segments, each with the characters of the text that it covers.
    pub fn placed(&self) -> impl Iterator<Item = (&Segment, &Range<usize>)> {
        self.segments.iter().zip(&self.places)
    }

    /// Whether any of characters `chars` says what the question is about.
    pub fn is_content(&self, chars: &Range<usize>) -> bool {
        self.content[chars.clone()].iter().any(|content| *content)
    }

    /// The segments that have other forms and say what the question is about,
    /// by number.
    pub fn groups(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().copied()
    }

    /// The group, by number, that all of characters `chars` are in.
    pub fn group_of(&self, chars: &Range<usize>) -> Option<usize> {
        let holds = |place: &Range<usize>| place.start <= chars.start && chars.end <= place.end;
        self.groups().find(|at| holds(&self.places[*at]))
    }

    /// Whether so little of the question says what it is about that its asking
    /// words are needed to find anything.
    pub fn is_short(&self) -> bool {
        self.content.iter().filter(|content| **content).count() < SHORT
    }

    /// What of the text says what the question is about; the rest becomes
    /// bars, which nothing matches across.
    pub fn about(&self) -> String {
        let shown = |(c, content): (char, &bool)| if *content { c } else { '|' };
        self.text.chars().zip(&self.content).map(shown).collect()
    }
}
