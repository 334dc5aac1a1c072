//! How much of what a question is about stands in a sentence and around it.

use crate::corpus::{Metadata, Passage};
use crate::retrieval::coded::CodedText;
use crate::retrieval::needle::{Needle, Sort};

/// What a needle is worth when it stands in the headings or elsewhere in the
/// passage rather than in the sentence: it is the subject, carried over.
const NEARBY: f32 = 0.9;

/// A needle of which less than this stands in the text is missing.
const FOUND: f32 = 0.5;

/// A name of which less than this stands in the text is another name.
const WHOLE: f32 = 0.8;

/// The share of the needles' weight found, and the heaviest missing one over
/// the heaviest; in the sentence alone, and with its passage.
pub(super) struct Search {
    pub(super) coverage: f32,
    pub(super) alone: f32,
    pub(super) missing: f32,
    pub(super) missing_alone: f32,
    pub(super) elsewhere: f32,
    pub(super) unknown: f32,
    pub(super) names: bool,
    pub(super) entity: bool,
    /// A thing that other passages speak of is missing.
    pub(super) another_thing: bool,
}

impl Search {
    pub(super) fn new(
        needles: &[Needle],
        sentence: &str,
        passage: &Passage,
        meta: &Metadata,
    ) -> Self {
        let headings = format!("{}\n{}", passage.section.join("\n"), meta.title);
        let nearby = CodedText::new(&format!("{headings}\n{}", passage.text));
        let headings = CodedText::new(&headings);
        let sentence = CodedText::new(sentence);
        let (mut total, mut heaviest) = (0.0_f32, 0.0_f32);
        let mut search = Self {
            coverage: 0.0,
            alone: 0.0,
            missing: 0.0,
            missing_alone: 0.0,
            elsewhere: 0.0,
            unknown: 0.0,
            names: true,
            entity: false,
            another_thing: false,
        };
        for needle in needles {
            let own = needle.found_in(&sentence);
            let credit = own.max(needle.found_in(&nearby) * NEARBY);
            total += needle.weight;
            search.coverage += needle.weight * credit;
            search.alone += needle.weight * own;
            heaviest = heaviest.max(needle.weight);
            let whole = own.max(needle.found_in(&nearby)) >= WHOLE;
            search.names &= needle.sort != Sort::Name || whole;
            search.entity |= matches!(needle.sort, Sort::Subject | Sort::Name) && whole;
            let missing = credit < FOUND;
            search.another_thing |= needle.sort == Sort::Thing && !needle.unknown && missing;
            if missing {
                search.missing = search.missing.max(needle.weight);
                if !needle.unknown {
                    search.elsewhere = search.elsewhere.max(needle.weight);
                }
            }
            if own.max(needle.found_in(&headings)) < FOUND {
                search.missing_alone = search.missing_alone.max(needle.weight);
            }
            if needle.unknown {
                search.unknown += needle.weight;
            }
        }
        let of = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
        search.coverage = of(search.coverage, total);
        search.alone = of(search.alone, total);
        search.unknown = of(search.unknown, total);
        search.missing = if heaviest > 0.0 { search.missing / heaviest } else { 1.0 };
        search.elsewhere = of(search.elsewhere, heaviest);
        search.missing_alone = of(search.missing_alone, heaviest);
        search
    }
}
