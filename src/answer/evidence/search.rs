//! How much of what a question is about stands in a sentence and around it.

use crate::corpus::{Metadata, Passage};
use crate::question::TermKind;
use crate::retrieval::SoughtTerm;
use crate::text::coded::CodedText;

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

/// One needle, and how much of it is seen.
struct Sighting<'a> {
    needle: &'a SoughtTerm,
    /// In the sentence.
    own: f32,
    /// In the sentence, its passage or the headings.
    anywhere: f32,
    /// In the sentence or the headings.
    headed: f32,
}

impl Sighting<'_> {
    /// What is seen nearby counts for somewhat less.
    fn credit(&self) -> f32 {
        self.own.max(self.anywhere * NEARBY)
    }

    fn is_missing(&self) -> bool {
        self.credit() < FOUND
    }

    fn is_whole(&self) -> bool {
        self.anywhere >= WHOLE
    }
}

impl Search {
    pub(super) fn new(
        needles: &[SoughtTerm],
        sentence: &str,
        passage: &Passage,
        meta: &Metadata,
    ) -> Self {
        let headings = format!("{}\n{}", passage.section.join("\n"), meta.title);
        let nearby = CodedText::new(&format!("{headings}\n{}", passage.text));
        let (headings, sentence) = (CodedText::new(&headings), CodedText::new(sentence));
        let see = |needle| {
            let own = SoughtTerm::found_in(needle, &sentence);
            let anywhere = own.max(needle.found_in(&nearby));
            let headed = own.max(needle.found_in(&headings));
            Sighting { needle, own, anywhere, headed }
        };
        Self::of(&needles.iter().map(see).collect::<Vec<_>>())
    }

    fn of(seen: &[Sighting<'_>]) -> Self {
        let sum = |part: &dyn Fn(&Sighting<'_>) -> f32| -> f32 {
            seen.iter().map(|one| one.needle.weight * part(one)).sum()
        };
        let heaviest = |keep: &dyn Fn(&Sighting<'_>) -> bool| {
            let kept = seen.iter().filter(|one| keep(one));
            kept.map(|one| one.needle.weight).fold(0.0, f32::max)
        };
        let of = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
        let (total, most) = (sum(&|_| 1.0), heaviest(&|_| true));
        let is_known = |one: &Sighting<'_>| !one.needle.unknown;
        let is_kind = |one: &Sighting<'_>, kind: TermKind| one.needle.kind == kind;
        Self {
            coverage: of(sum(&|one| one.credit()), total),
            alone: of(sum(&|one| one.own), total),
            unknown: of(sum(&|one| if is_known(one) { 0.0 } else { 1.0 }), total),
            missing: if most > 0.0 { heaviest(&|one| one.is_missing()) / most } else { 1.0 },
            elsewhere: of(heaviest(&|one| one.is_missing() && is_known(one)), most),
            missing_alone: of(heaviest(&|one| one.headed < FOUND), most),
            names: !seen.iter().any(|one| is_kind(one, TermKind::Name) && !one.is_whole()),
            entity: seen.iter().any(|one| {
                (is_kind(one, TermKind::Subject) || is_kind(one, TermKind::Name))
                    && one.own >= WHOLE
            }),
            another_thing: seen
                .iter()
                .any(|one| is_kind(one, TermKind::Thing) && is_known(one) && one.is_missing()),
        }
    }
}
