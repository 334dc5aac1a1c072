//! The offline answerer's choice: the sentence that answers best.

use std::ops::Range;

use super::evidence::{self, Evidence};
use super::highlight;
use crate::corpus::passage::Kind;
use crate::index::Index;
use crate::retrieval::{Hit, Prepared};

/// A sentence that may answer.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Which of the hits it is in.
    pub(super) hit: usize,
    /// Bytes of the passage's text.
    pub(super) range: Range<usize>,
    pub(super) evidence: Evidence,
}

/// How many passages are read for sentences: the right one is among the
/// first three for 98% of DRCD dev.
pub(super) const READ: usize = 3;

/// Weights of a sentence's features.
struct Weights {
    own: f32,
    neighbours: f32,
    passage: f32,
    kind: f32,
    length: f32,
}

const WEIGHTS: Weights =
    Weights { own: 1.0, neighbours: 0.25, passage: 0.8, kind: 0.3, length: 0.1 };

/// A sentence of so many bytes costs the whole of `length`.
const LONG: f32 = 600.0;

/// The sentences of the best hits, best first, at most `limit`.
pub(super) fn sentences(
    prepared: &Prepared,
    hits: &[Hit],
    index: &Index,
    limit: usize,
) -> Vec<Candidate> {
    let best = hits.first().map_or(1.0, |hit| hit.score.0.max(f32::MIN_POSITIVE));
    let mut scored: Vec<(f32, usize, Range<usize>)> = Vec::new();
    for (number, hit) in hits.iter().enumerate().take(READ) {
        for (at, (range, _)) in hit.matched.sentences.iter().enumerate() {
            scored.push((
                score(prepared, hit, at) + WEIGHTS.passage * hit.score.0 / best,
                number,
                range.clone(),
            ));
        }
    }
    scored.sort_by(|left, right| right.0.total_cmp(&left.0));
    scored.truncate(limit);
    let weigh = |(_, number, range): (f32, usize, Range<usize>)| {
        let passage = &hits[number].passage;
        let meta = index.document(&passage.document)?;
        let evidence = evidence::weigh(prepared, &passage.text[range.clone()], passage, meta);
        Some(Candidate { hit: number, range, evidence })
    };
    scored.into_iter().filter_map(weigh).collect()
}

fn score(prepared: &Prepared, hit: &Hit, at: usize) -> f32 {
    let sentences = &hit.matched.sentences;
    let (range, own) = &sentences[at];
    let before = at.checked_sub(1).map_or(0, |before| sentences[before].1);
    let after = sentences.get(at + 1).map_or(0, |(_, mask)| *mask);
    let text = &hit.passage.text[range.clone()];
    let kind = highlight::has_form(prepared.asks)
        && !highlight::candidates(prepared.asks, &prepared.written, text).is_empty();
    #[allow(clippy::cast_precision_loss, reason = "sentences are short")]
    let length = (text.len() as f32 / LONG).min(1.0);
    let heading = if hit.passage.kind == Kind::Heading { 0.8 } else { 1.0 };
    heading
        * (WEIGHTS.own * prepared.grams.coverage(*own)
            + WEIGHTS.neighbours * prepared.grams.coverage(own | before | after)
            + if kind { WEIGHTS.kind } else { 0.0 })
        - WEIGHTS.length * length
}
