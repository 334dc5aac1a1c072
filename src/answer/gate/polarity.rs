//! A claim says no, and that something is done, where what it cites says so.

use std::collections::HashSet;
use std::ops::Range;

use super::lexicon::{Kind, signs};
use super::{Failure, Premise};
use crate::text::figure::{Figure, figures};
use crate::text::language::written_in;
use crate::text::normalize::fold;
use crate::text::sentence::clauses;
use crate::text::terms::units;

/// A clause tells the same as another if it has so much of its units, or nearly as
/// much as the likest.
const ALIKE: f32 = 0.4;
const NEARLY: f32 = 0.85;

/// What parts the cells of a row, and what is said from who says it: clauses of their
/// own.
const CELLS: [char; 3] = ['|', '·', '：'];

/// A clause with what is compared of it.
struct Clause {
    denies: Denial,
    /// It says that something is not so yet.
    pending: bool,
    /// It says that something is so by now.
    done: bool,
    /// It says that something is under way or to come.
    planned: bool,
    units: HashSet<String>,
    figures: Vec<Figure>,
}

/// Whether a clause says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Denial {
    No,
    Yes,
    /// It has a word such as 不足, which may be put either way.
    Maybe,
}

impl Denial {
    fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Maybe || other == Self::Maybe
    }
}

/// Fails where a clause of `claim` and the clause that it tells differ in whether
/// they say no, or where it says done what is planned there. Across languages
/// clauses are known by their figures.
pub(super) fn check(claim: &str, premises: &[&Premise]) -> Result<(), Failure> {
    let claimed = read(claim);
    let printed: Vec<Clause> = premises.iter().flat_map(|premise| read(&premise.text)).collect();
    let chinese = written_in(claim).is_chinese();
    let same_language = premises.iter().all(|one| one.language.is_chinese() == chinese);
    let agrees = |clause: &Clause| {
        let told =
            if same_language { alike(clause, &printed) } else { with_figures(clause, &printed) };
        match told.as_slice() {
            [] => is_said(clause, &printed),
            told => told.iter().any(|other| agree(clause, other)),
        }
    };
    if claimed.iter().all(agrees) { Ok(()) } else { Err(Failure::Polarity) }
}

/// Whether `printed`, which tells the same, puts it the same way. What is not done
/// yet is planned or under way.
fn agree(clause: &Clause, printed: &Clause) -> bool {
    let pending = clause.pending && printed.planned && !printed.done;
    let early = clause.done && clause.denies != Denial::Yes && printed.planned && !printed.done;
    !early && (clause.denies.agrees(printed.denies) || pending)
}

/// Whether a clause that none of `printed` tells may stand: one that denies needs
/// one that does, or something that is still to come.
fn is_said(clause: &Clause, printed: &[Clause]) -> bool {
    let to_come = |other: &Clause| other.planned && !other.done;
    match clause.denies {
        Denial::Yes => printed
            .iter()
            .any(|other| other.denies != Denial::No || clause.pending && to_come(other)),
        Denial::No if clause.done => !printed.iter().all(to_come),
        Denial::No => printed.iter().any(|other| other.denies != Denial::Yes),
        Denial::Maybe => true,
    }
}

/// The clauses of `printed` that have most of the units of `clause`.
fn alike<'a>(clause: &Clause, printed: &'a [Clause]) -> Vec<&'a Clause> {
    #[allow(clippy::cast_precision_loss, reason = "clauses are short")]
    let shared = |other: &Clause| {
        clause.units.intersection(&other.units).count() as f32 / clause.units.len().max(1) as f32
    };
    let best = printed.iter().map(shared).fold(0.0, f32::max);
    let told = printed.iter().filter(|other| shared(other) >= best * NEARLY);
    if best < ALIKE { Vec::new() } else { told.collect() }
}

/// The clauses of `printed` that have a figure of `clause`.
fn with_figures<'a>(clause: &Clause, printed: &'a [Clause]) -> Vec<&'a Clause> {
    let same = |one: &Figure, other: &Figure| one.same_amount(other);
    let told = printed.iter().filter(|other| {
        other.figures.iter().any(|figure| clause.figures.iter().any(|one| same(one, figure)))
    });
    told.collect()
}

/// The clauses of `text`, those without a word left out.
fn read(text: &str) -> Vec<Clause> {
    let bounds: Vec<Range<usize>> = figures(text).into_iter().map(|figure| figure.span).collect();
    let cells = clauses(text).into_iter().flat_map(|clause| cells(text, clause));
    let clauses = cells.map(|range| {
        // 不超過 and "not less than" are of their figure.
        let bound = |at: usize| bounds.iter().any(|figure| figure.contains(&at));
        Clause::read(&text[range.clone()], |at| bound(range.start + at))
    });
    clauses.filter(|clause| !clause.units.is_empty()).collect()
}

impl Clause {
    /// Reads `text`; `is_bound` tells which of its bytes are of a figure.
    fn read(text: &str, is_bound: impl Fn(usize) -> bool) -> Self {
        let folded = fold(text);
        let found = signs(&folded.to_string()).into_iter();
        let found: Vec<Option<Kind>> = found
            .filter(|sign| !is_bound(folded.origin_of_bytes(&sign.range).start))
            .map(|sign| sign.kind)
            .collect();
        let has = |kind| found.contains(&Some(kind));
        Self {
            denies: match (has(Kind::No) || has(Kind::NotYet), found.contains(&None)) {
                (true, _) => Denial::Yes,
                (false, true) => Denial::Maybe,
                (false, false) => Denial::No,
            },
            pending: has(Kind::NotYet),
            done: has(Kind::Done),
            planned: has(Kind::Planned),
            units: units(&folded).iter().map(|unit| unit.text(&folded)).collect(),
            figures: figures(text),
        }
    }
}

/// The cells of bytes `range` of `text`, where it is a row.
fn cells(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    let mut cells = Vec::new();
    for (at, mark) in text[range.clone()].match_indices(CELLS) {
        cells.push(start..range.start + at);
        start = range.start + at + mark.len();
    }
    cells.push(start..range.end);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(claim: &str, printed: &str) -> bool {
        check(claim, &[&Premise::new(printed, "", None)]).is_ok()
    }

    #[test]
    fn a_no_on_one_side_alone_fails() {
        let printed = "西橋尚未完工，東翼則已於去年啟用，逾60間企業進駐。";
        assert!(passes("西橋仍未完工", printed) && passes("東翼已於去年啟用", printed));
        assert!(!passes("西橋已完工", printed) && !passes("東翼去年未啟用", printed));
        assert!(passes("The west bridge is not yet complete.", "西橋尚未完工。"));
        assert!(!passes("The west bridge is complete.", "西橋尚未完工。"));
        assert!(!passes("The bridge isn't open.", "The bridge is open."));
        assert!(passes("Over 60 firms have moved in.", printed));
    }

    #[test]
    fn a_word_that_holds_a_no_is_none() {
        assert!(passes("未來不斷推出無人機服務", "將會陸續推出無人機服務。"));
        assert!(passes("Not only AI but chips", "AI and chips"));
        assert!(passes("不超過30億元", "最多30億元") && passes("不少於60間", "至少60間"));
        assert!(passes("資助上限沒有改變", "資助上限維持不變。"));
    }

    #[test]
    fn what_is_planned_is_not_done() {
        assert!(!passes("平台已經建成", "正全速構建平台，預計明年啟用。"));
        assert!(!passes("The review has been completed.", "The review will be completed in 2026."));
        assert!(passes("The review is not yet complete.", "The review will be completed in 2026."));
        assert!(passes("兩條線尚未投入運作", "兩條線預計2026年投入運作。"));
    }
}
