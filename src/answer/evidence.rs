//! Does this passage answer the question, or does it only look like it?

use super::highlight;
use crate::corpus::{Metadata, Passage};
use crate::retrieval::Prepared;
use crate::retrieval::grams::CodedText;
use crate::retrieval::prepared::Needle;
use crate::text::date::mentions;
use chrono::Datelike;

/// What a sentence and its surroundings hold of what is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Evidence {
    /// Share of the needles' weight that is found, from 0 to 1.
    pub(super) coverage: f32,
    /// Weight of the heaviest needle that is not found, over the heaviest.
    pub(super) missing: f32,
    /// The years asked for are there.
    pub(super) years: bool,
    /// Something of the kind asked for is there.
    pub(super) kind: bool,
}

/// What a needle is worth when it stands in the headings or elsewhere in the
/// passage rather than in the sentence: it is the subject, carried over.
const NEARBY: f32 = 0.9;

/// A needle of which less than this stands in the text is missing.
const FOUND: f32 = 0.5;

/// The texts that may hold the evidence for one sentence.
pub(super) struct Surroundings {
    sentence: CodedText,
    nearby: CodedText,
}

impl Surroundings {
    pub(super) fn new(sentence: &str, passage: &Passage, meta: &Metadata) -> Self {
        let headings = passage.section.join("\n");
        let nearby = format!("{headings}\n{}\n{}", passage.text, meta.title);
        Self { sentence: CodedText::new(sentence), nearby: CodedText::new(&nearby) }
    }

    fn credit(&self, needle: &Needle) -> f32 {
        let best = |text: &CodedText| {
            needle.forms.iter().map(|form| text.share_of(form)).fold(0.0, f32::max)
        };
        best(&self.sentence).max(best(&self.nearby) * NEARBY)
    }
}

pub(super) fn weigh(
    prepared: &Prepared,
    sentence: &str,
    passage: &Passage,
    meta: &Metadata,
) -> Evidence {
    let surroundings = Surroundings::new(sentence, passage, meta);
    let (mut total, mut held, mut missing, mut heaviest) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    for needle in &prepared.needles {
        let credit = surroundings.credit(needle);
        total += needle.weight;
        held += needle.weight * credit;
        heaviest = heaviest.max(needle.weight);
        if credit < FOUND {
            missing = missing.max(needle.weight);
        }
    }
    let whole = passage.text.as_str();
    Evidence {
        coverage: if total > 0.0 { held / total } else { 0.0 },
        missing: if heaviest > 0.0 { missing / heaviest } else { 1.0 },
        years: has_years(prepared, whole, meta),
        kind: !highlight::has_form(prepared.asks)
            || !highlight::candidates(prepared.asks, &prepared.written, sentence).is_empty(),
    }
}

/// Whether each year that the question names is in the text, said outright
/// or relative to the day of publication.
fn has_years(prepared: &Prepared, text: &str, meta: &Metadata) -> bool {
    if prepared.years.is_empty() {
        return true;
    }
    let mentioned: Vec<i32> = mentions(text, meta.published)
        .into_iter()
        .filter_map(|mention| mention.start.map(|day| day.year()))
        .collect();
    prepared.years.iter().all(|year| mentioned.contains(year) || text.contains(&year.to_string()))
}
