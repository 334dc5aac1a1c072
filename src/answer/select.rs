//! The choice among the spans that the reader found: the likeliest one is
//! said if it is likely enough, or else what comes closest is shown.

use super::NEAREST;
use super::candidate::Candidate;
use super::editions::{Editions, editions};
use super::lexical::ByWords;
use super::respective;
use super::say::{self, Choice, Chosen};
use super::score::Model;
use super::weigh::Weighed;
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
        let earlier: Vec<_> =
            earlier.into_iter().map(|(day, one)| (day, chosen(by, one))).collect();
        if let Some(answer) =
            say::answered(index, by.prepared, by.hits, &chosen(by, newest), &earlier)?
        {
            return Ok(Choice { answer, confidence });
        }
    }
    let near: Vec<Chosen> =
        weighed.iter().filter(|one| one.near).map(|one| chosen(by, one)).collect();
    Ok(Choice { answer: say::nearest(index, by.hits, &near, NEAREST), confidence })
}

/// A candidate as it is said: where its sentence gives several things their
/// figures in turn, the span is the one of the thing that is asked about.
fn chosen(by: ByWords<'_>, one: &Weighed) -> Chosen {
    let Candidate { hit, sentence, span, .. } = &one.candidate;
    let (start, text) = (sentence.start, &by.hits[*hit].passage.text[sentence.clone()]);
    let inside = span.start - start..span.end - start;
    let own = respective::own(text, &inside, &by.prepared.question.wording.text);
    let span = own.map_or(span.clone(), |own| start + own.start..start + own.end);
    Chosen { hit: *hit, sentence: sentence.clone(), spans: vec![span] }
}
