//! The choice among the spans that the reader found: the likeliest one is
//! said if it is likely enough, or else what comes closest is shown.

use super::NEAREST;
use super::candidate::Candidate;
use super::editions::{Editions, editions};
use super::lexical::ByWords;
use super::say::{self, Choice, Chosen};
use super::score::Model;
use super::weigh::Weighed;
use crate::corpus::Kind;
use crate::index::IndexError;

/// Says the likeliest of `weighed` if it is likely enough.
pub(super) fn choose(
    by: ByWords<'_>,
    weighed: &[Weighed],
    model: &Model,
) -> Result<Choice, IndexError> {
    let index = by.retriever.index();
    let confidence = weighed.first().map_or(0.0, |best| best.probability);
    for at in 0..weighed.len() {
        let Some(Editions { newest, earlier }) = editions(by, &weighed[at..], model.answered)
        else {
            break;
        };
        let earlier: Vec<_> = earlier.into_iter().map(|(day, one)| (day, chosen(one))).collect();
        if let Some(answer) = say::answered(index, by.prepared, by.hits, &chosen(newest), &earlier)?
        {
            return Ok(Choice { answer, confidence });
        }
    }
    // A heading alone tells nobody anything.
    let says = |one: &&Weighed| by.hits[one.candidate.hit].passage.kind != Kind::Heading;
    let near: Vec<Chosen> =
        weighed.iter().filter(|one| one.near).filter(says).map(chosen).collect();
    Ok(Choice { answer: say::nearest(index, by.hits, &near, NEAREST), confidence })
}

fn chosen(one: &Weighed) -> Chosen {
    let Candidate { hit, sentence, span, .. } = &one.candidate;
    Chosen { hit: *hit, sentence: sentence.clone(), spans: vec![span.clone()] }
}
