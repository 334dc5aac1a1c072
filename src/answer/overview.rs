//! An overview of a document: of each section its first sentence, quoted.

use std::collections::HashSet;
use std::sync::Arc;

use super::say::{cite, own_script};
use super::{Answer, Claim, verify};
use crate::corpus::{Kind, Passage};
use crate::index::Index;
use crate::text::language::Language;
use crate::text::sentence::sentences;

/// How many sections are quoted.
const MOST: usize = 16;

/// The fewest sections of a document that they are the outline of.
const FEWEST: usize = 3;

/// The overview of a document of `passages`; `None` where it has no sentence.
pub(super) fn overview(index: &Index, passages: &[Passage], language: Language) -> Option<Answer> {
    let (mut claims, mut citations) = (Vec::new(), Vec::new());
    for (number, passage) in (1..).zip(outline(passages).into_iter().take(MOST)) {
        let Some(sentence) = sentences(&passage.text).into_iter().next() else { continue };
        let cited = cite(index, number, (Arc::new(passage.clone()), sentence));
        let Some(citation) = cited else { continue };
        claims.push(Claim {
            text: own_script(language, citation.quote()),
            citations: vec![number],
            ..Claim::default()
        });
        citations.push(citation);
    }
    verify::ground(claims, citations).ok().map(Answer::Answered)
}

/// The first passage of each section; of a document of few sections all that
/// is written in sentences.
fn outline(passages: &[Passage]) -> Vec<&Passage> {
    let written: Vec<&Passage> =
        passages.iter().filter(|one| matches!(one.kind, Kind::Paragraph | Kind::Bullet)).collect();
    let mut seen = HashSet::new();
    let mut firsts = written.clone();
    firsts.retain(|one| seen.insert(&one.section));
    if firsts.len() < FEWEST { written } else { firsts }
}
