//! The sentences that fit a question best by their words alone.

use std::ops::Range;

use super::fit;
use super::kind::{self, SIGNS, signs};
use crate::corpus::Kind;
use crate::retrieval::pattern::{Distinction, Found};
use crate::retrieval::{Hit, PreparedQuestion};

/// A sentence with how well its words fit the question.
#[derive(Debug, Clone)]
pub struct ScoredSentence {
    /// Which of the hits it is in.
    pub hit: usize,
    /// Bytes of the passage's text.
    pub range: Range<usize>,
    /// How well it answers; comparable within one question only.
    pub score: f32,
    /// What the score is made of.
    pub features: [f32; FEATURES],
}

/// How many passages are read for sentences: the right one is among the
/// first three for 98% of DRCD dev.
const READ: usize = 3;

/// How many sentences are looked at closely, for words of the kind asked for
/// and beside the asking word; a close look costs some ten microseconds.
const CLOSE: usize = 6;

/// What a sentence is chosen by: at a glance, and by its [`SIGNS`].
pub const GLANCE: [&str; 17] = [
    "pairs",
    "singles",
    "runs",
    "pairs with the sentence before",
    "pairs with the sentence after",
    "pairs with its headings",
    "its passage's score under the best one's",
    "first sentence of its passage",
    "length",
    "is a heading",
    "what tells it from its passage's other sentences",
    "the same, with the sentence before",
    "the same, with the sentence after",
    "goes on from the sentence before, by its first word",
    "singles in the sentence before",
    "singles in the sentence after",
    "goes on, times singles in the sentence before",
];

/// How many features a sentence has: those of [`GLANCE`], the [`SIGNS`], and
/// how well its neighbours fit where it has an answer by its form.
pub const FEATURES: usize = GLANCE.len() + SIGNS.len() + 1;

/// What each of the [`FEATURES`] adds; chosen by `cargo bench --bench tune`.
pub const WEIGHTS: [f32; FEATURES] = [
    -1.660, 0.883, -2.852, -1.693, -0.960, 5.186, 1.565, 0.481, -0.421, 0.334, 1.819, 2.598, 1.802,
    -0.734, -0.326, 0.180, 1.432, 1.243, 0.668, 2.551, 0.201, 1.479, 1.803, 1.056, 1.659, 1.177,
    0.415, 0.445, 0.792, 0.190, -1.927, -2.741, 0.375, 0.809, 1.762,
];

/// First words of a sentence whose subject stands in the one before.
const GOING_ON: &[&str] = &[
    "此", "該", "该", "這", "这", "其", "他", "她", "它", "牠", "因此", "並", "并", "也", "當時",
    "当时", "同年", "之後", "之后", "後來", "后来", "而", "但", "不過", "不过", "This", "It", "He",
    "She", "They",
];

/// A sentence of so many characters has length 1.
const LONG: f32 = 200.0;

/// The sentences of the best hits, best first, at most `limit`.
pub(super) fn sentences(
    prepared: &PreparedQuestion,
    hits: &[Hit],
    limit: usize,
) -> Vec<ScoredSentence> {
    closely(prepared, hits, glance(prepared, hits, READ), limit)
}

/// The sentences of all hits that have something of the kind asked for, best
/// first, at most `limit`: a second look, where the first found none.
pub(super) fn of_the_kind(
    prepared: &PreparedQuestion,
    hits: &[Hit],
    limit: usize,
) -> Vec<ScoredSentence> {
    let mut candidates = glance(prepared, hits, hits.len());
    candidates.retain(|candidate| {
        let text = &hits[candidate.hit].passage.text[candidate.range.clone()];
        fit::fits(prepared, text)
    });
    closely(prepared, hits, candidates, limit)
}

/// The sentences of the best `read` hits, scored at a glance.
fn glance(prepared: &PreparedQuestion, hits: &[Hit], read: usize) -> Vec<ScoredSentence> {
    let mut candidates: Vec<ScoredSentence> = Vec::new();
    for (number, hit) in hits.iter().enumerate().take(read) {
        let behind = hit.score.0 - hits[0].score.0;
        let founds = hit.matched.sentences.iter().map(|(_, found)| found);
        let distinction = prepared.pattern.distinction(&founds, 0.0);
        for at in 0..hit.matched.sentences.len() {
            let features = at_a_glance(prepared, &distinction, hit, at, behind);
            let range = hit.matched.sentences[at].0.clone();
            candidates.push(ScoredSentence {
                hit: number,
                range,
                score: score(&features),
                features,
            });
        }
    }
    candidates
}

/// The best of `candidates`, looked at closely.
fn closely(
    prepared: &PreparedQuestion,
    hits: &[Hit],
    mut candidates: Vec<ScoredSentence>,
    limit: usize,
) -> Vec<ScoredSentence> {
    rank(&mut candidates);
    candidates.truncate(CLOSE.max(limit));
    for candidate in &mut candidates {
        look_closely(prepared, hits, candidate);
    }
    rank(&mut candidates);
    candidates.truncate(limit);
    candidates
}

/// Adds what a close look at a sentence tells to its features and its score.
fn look_closely(prepared: &PreparedQuestion, hits: &[Hit], sentence: &mut ScoredSentence) {
    let text = &hits[sentence.hit].passage.text[sentence.range.clone()];
    let signs = signs(prepared, text);
    sentence.features[GLANCE.len()..GLANCE.len() + SIGNS.len()].copy_from_slice(&signs);
    let [date, amount, share, ..] = signs;
    let beside = sentence.features[3].max(sentence.features[4]);
    sentence.features[FEATURES - 1] = date.max(amount).max(share) * beside;
    sentence.score = score(&sentence.features);
}

/// Two sentences are shown together where they have no more bytes than this:
/// some hundred Han characters.
const TOGETHER: usize = 300;

/// `candidate` with the sentence before or after it that has the kind of
/// answer asked for, which it lacks itself: 1858年，英艦抵達大沽口。總督棄守
/// 逃亡。
pub(super) fn with_neighbour(
    prepared: &PreparedQuestion,
    hits: &[Hit],
    candidate: &ScoredSentence,
) -> Option<ScoredSentence> {
    let hit = &hits[candidate.hit];
    let sentences = &hit.matched.sentences;
    let at = sentences.iter().position(|(range, _)| *range == candidate.range)?;
    let joined = |other: usize| {
        let (first, last) = (&sentences[other.min(at)].0, &sentences[other.max(at)].0);
        first.start..last.end
    };
    let beside = [at.checked_sub(1), Some(at + 1).filter(|at| *at < sentences.len())];
    let found = beside.into_iter().flatten().find(|other| {
        let text = &hit.passage.text[sentences[*other].0.clone()];
        joined(*other).len() <= TOGETHER && kind::may_answer(prepared, text)
    });
    found.map(|other| ScoredSentence { range: joined(other), ..candidate.clone() })
}

fn rank(candidates: &mut [ScoredSentence]) {
    candidates.sort_by(|left, right| right.score.total_cmp(&left.score));
}

fn score(features: &[f32; FEATURES]) -> f32 {
    WEIGHTS.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
}

fn at_a_glance(
    prepared: &PreparedQuestion,
    distinction: &Distinction,
    hit: &Hit,
    at: usize,
    behind: f32,
) -> [f32; FEATURES] {
    let sentences = &hit.matched.sentences;
    let (range, own) = &sentences[at];
    let beside = |index: Option<usize>| {
        index.and_then(|index| sentences.get(index)).map(|(_, found)| *found)
    };
    let cover = |found: &Found| prepared.pattern.coverage(found);
    let joint = |other: Option<Found>| cover(&own.with(&other.unwrap_or_default())).pairs;
    let alone = cover(own);
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    #[allow(clippy::cast_precision_loss, reason = "sentences are short")]
    let length = (hit.passage.text[range.clone()].chars().count() as f32 / LONG).min(2.0);
    let goes_on = GOING_ON.iter().any(|word| hit.passage.text[range.clone()].starts_with(word));
    let goes_on = is(goes_on);
    let before = beside(at.checked_sub(1)).map_or(0.0, |found| cover(&found).singles);
    let mut features = [0.0; FEATURES];
    features[..GLANCE.len()].copy_from_slice(&[
        alone.pairs,
        alone.singles,
        alone.runs,
        joint(beside(at.checked_sub(1))),
        joint(beside(Some(at + 1))),
        joint(Some(hit.matched.headings)),
        behind,
        is(at == 0),
        length,
        is(hit.passage.kind == Kind::Heading),
        distinction.share(own),
        distinction.share(&own.with(&beside(at.checked_sub(1)).unwrap_or_default())),
        distinction.share(&own.with(&beside(Some(at + 1)).unwrap_or_default())),
        goes_on,
        before,
        beside(Some(at + 1)).map_or(0.0, |found| cover(&found).singles),
        goes_on * before,
    ]);
    features
}
