//! What the probability is made of, and what each part of it adds.

use std::ops::Range;

use super::search::Search;
use crate::answer::extract::ScoredSentence;
use crate::retrieval::pattern::Found;
use crate::retrieval::{Hit, PreparedQuestion};
use crate::text::coded::CodedText;

/// What the probability is made of.
pub const FEATURES: [&str; 29] = [
    "always 1",
    "words found in sentence or passage",
    "heaviest word that is missing",
    "words that no document has",
    "words found in the sentence",
    "pairs in passage and headings",
    "singles in passage and headings",
    "runs in the passage",
    "pairs in the sentence and headings",
    "singles in the sentence and headings",
    "runs in the sentence",
    "pairs in the best two sentences",
    "singles in the best two sentences",
    "score of the passage",
    "lead over the next passage",
    "score of the sentence",
    "the two units before the asking word",
    "the two units after the asking word",
    "no answer of the form asked for",
    "length of the question",
    "what tells the best passages apart, in this one",
    "the same, in its sentence and headings",
    "the same, in the best two sentences around",
    "heaviest word that is missing from the sentence and headings",
    "a name that is asked about is missing",
    "the answer by its form is of another kind, or of another thing",
    "an answer by its form",
    "an answer by its form, in the unit that is asked for",
    "heaviest word that is missing here and stands elsewhere",
];

/// What each of the [`FEATURES`] adds to the log-odds; chosen by
/// `cargo bench --bench tune -- evidence`.
pub const WEIGHTS: [f32; FEATURES.len()] = [
    -7.609, 2.667, 1.221, 0.649, -0.252, -0.573, -0.296, -0.042, 1.616, 2.263, -0.309, 1.452,
    2.304, -0.492, 1.871, 1.420, -0.107, 0.030, -1.583, 0.785, 0.562, 1.780, -0.021, 0.640, -2.017,
    -2.912, -0.017, 0.810, -0.896,
];

/// What none of the best passages has tells as much as if half of one had it.
const ABSENT: f32 = 0.5;

/// A question of so many units has length 1.
const LONG: f32 = 40.0;

/// Whether a sentence has an answer by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Answers have none.
    Free,
    /// They have one, and there is none of it.
    Missing,
    /// There is one, of another kind or said of another thing.
    Unfit,
    /// There is one that fits, or a list where several things are asked for.
    Fits,
    /// Besides, the question names its unit, or how many there are.
    FitsWhole,
}

/// The [`FEATURES`] of a candidate.
pub(super) fn features(
    prepared: &PreparedQuestion,
    hits: &[Hit],
    candidate: &ScoredSentence,
    search: &Search,
    form: Form,
) -> [f32; FEATURES.len()] {
    let hit = &hits[candidate.hit];
    let own = own(hit, &candidate.range);
    let headings = &hit.matched.headings;
    let passage = prepared.pattern.coverage(&hit.matched.all.with(headings));
    let sentence = prepared.pattern.coverage(&own.with(headings));
    let [apart, apart_headed, apart_around] = apart(prepared, hits, candidate, own);
    let gap = &prepared.question.gap;
    let coded = CodedText::new(&hit.passage.text[candidate.range.clone()]);
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    let has_pair = |codes: &[u64]| is(codes.len() == 2 && coded.has_pair(codes[0], codes[1]));
    #[allow(clippy::cast_precision_loss, reason = "questions are short")]
    let length = (prepared.question.wording.text.chars().count() as f32 / LONG).min(2.0);
    [
        1.0,
        search.coverage,
        search.missing,
        search.unknown,
        search.alone,
        passage.pairs,
        passage.singles,
        passage.runs,
        sentence.pairs,
        sentence.singles,
        sentence.runs,
        hit.features[7],
        hit.features[8],
        hit.score.0 / 10.0,
        lead(hits, candidate.hit) / 10.0,
        candidate.score / 10.0,
        has_pair(&gap.before),
        has_pair(&gap.after),
        is(form == Form::Missing),
        length,
        apart,
        apart_headed,
        apart_around,
        search.missing_alone,
        is(!search.names),
        is(form == Form::Unfit),
        is(matches!(form, Form::Fits | Form::FitsWhole)),
        is(form == Form::FitsWhole),
        search.elsewhere,
    ]
}

/// What the sentences within `range` hold.
fn own(hit: &Hit, range: &Range<usize>) -> Found {
    let own = hit.matched.sentences.iter().filter(|(one, _)| is_within(one, range));
    own.fold(Found::default(), |own, (_, found)| own.with(found))
}

fn is_within(one: &Range<usize>, range: &Range<usize>) -> bool {
    range.start <= one.start && one.end <= range.end
}

/// How far the passage of hit `at` is ahead of the best other one; 0 alone.
fn lead(hits: &[Hit], at: usize) -> f32 {
    let others = hits.iter().enumerate().filter(|(number, _)| *number != at);
    let next = others.map(|(_, hit)| hit.score.0).fold(f32::NEG_INFINITY, f32::max);
    if next.is_finite() { hits[at].score.0 - next } else { 0.0 }
}

/// What tells the best passages apart: the share that the candidate's passage
/// has, that its sentence and headings have, and that the best two sentences
/// around have.
fn apart(
    prepared: &PreparedQuestion,
    hits: &[Hit],
    candidate: &ScoredSentence,
    own: Found,
) -> [f32; 3] {
    let with_headings = |hit: &Hit| hit.matched.all.with(&hit.matched.headings);
    let passages: Vec<_> = hits.iter().map(with_headings).collect();
    let distinction = prepared.pattern.distinction(&passages.iter(), ABSENT);
    let hit = &hits[candidate.hit];
    let pairs = hit.matched.sentences.windows(2);
    let pairs = pairs.filter(|pair| pair.iter().any(|(one, _)| is_within(one, &candidate.range)));
    let around = pairs.map(|pair| distinction.share(&pair[0].1.with(&pair[1].1)));
    [
        distinction.share(&passages[candidate.hit]),
        distinction.share(&own.with(&hit.matched.headings)),
        around.fold(distinction.share(&own), f32::max),
    ]
}
