//! A statement laid beside what is printed, unit by unit, whatever the script,
//! the width and the white space of either.

use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff};

use crate::text::date::mentions;
use crate::text::figure::{figures, with_whole_figures};
use crate::text::normalize::fold;
use crate::text::span::overlap;
use crate::text::terms::units;

/// Changes with fewer units than this between them are told as one.
const APART: usize = 2;

/// How many times longer than a statement a text may be that tells the same.
const LOOSEST: usize = 3;

/// A part of a sentence that tells the same begins with one of so many first
/// units of the statement.
const FIRST: usize = 3;

/// Words of a statement for which something else is printed; one of both may
/// be empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What the statement has.
    pub given: String,
    /// What is printed.
    pub printed: String,
}

/// A statement beside a printed text.
#[derive(Debug, Clone)]
pub(super) struct Alignment {
    /// How alike they are between the first and the last unit that both have:
    /// twice the units in common by all units, from 0 to 1.
    pub(super) ratio: f64,
    /// How many units both have.
    common: usize,
    /// Units of the printed text from the first to the last in common.
    window: Range<usize>,
    ops: Vec<DiffOp>,
}

/// A text in units: Han characters, Latin words and figures, without marks.
pub(super) struct Units<'a> {
    text: &'a str,
    keys: Vec<String>,
    /// Bytes of `text`, unit by unit.
    spans: Vec<Range<usize>>,
}

impl<'a> Units<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let folded = fold(text);
        let units = units(&folded);
        let keys = units.iter().map(|unit| unit.text(&folded)).collect();
        let spans = units.iter().map(|unit| folded.origin(unit.chars.clone())).collect();
        Self { text, keys, spans }
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Bytes of the text where all units of `part` stand in one run.
    pub(super) fn find(&self, part: &Units<'_>) -> Option<Range<usize>> {
        let count = part.len();
        let at = self.keys.windows(count.max(1)).position(|window| window == part.keys)?;
        Some(self.bytes(&(at..at + count)))
    }

    /// Bytes of the text that units `range` cover; empty for none.
    fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        match self.spans.get(range.clone()) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => self.spans.get(range.start).map_or(0..0, |next| next.start..next.start),
        }
    }
}

/// Lays `given` beside `printed`; `None` where they have nothing in common.
pub(super) fn align(given: &Units<'_>, printed: &Units<'_>) -> Option<Alignment> {
    align_from(given, printed, 0)
}

/// Lays `given` beside the part of `printed` that is most like it: its first
/// units may stand earlier in a long sentence too.
pub(super) fn locate(given: &Units<'_>, printed: &Units<'_>) -> Option<Alignment> {
    let first = &given.keys[..given.len().min(FIRST)];
    let starts = (1..printed.len()).filter(|at| first.contains(&printed.keys[*at]));
    let aligned = std::iter::once(0).chain(starts);
    let aligned = aligned.filter_map(|start| align_from(given, printed, start));
    aligned.reduce(|best, one| if one.ratio > best.ratio { one } else { best })
}

/// As [`align`], from unit `start` of `printed`.
fn align_from(given: &Units<'_>, printed: &Units<'_>, start: usize) -> Option<Alignment> {
    let (old, new) = (0..given.len(), start..printed.len());
    let ops = capture_diff(Algorithm::Myers, &given.keys, old, &printed.keys, new);
    let equal = |op: &&DiffOp| matches!(op, DiffOp::Equal { .. });
    let common: usize = ops.iter().filter(equal).map(|op| op.old_range().len()).sum();
    let (first, last) = (ops.iter().find(equal)?, ops.iter().rev().find(equal)?);
    let window = first.new_range().start..last.new_range().end;
    #[allow(clippy::cast_precision_loss, reason = "texts are short")]
    let ratio = (2 * common) as f64 / (given.len() + window.len()) as f64;
    Some(Alignment { ratio, common, window, ops })
}

impl Alignment {
    /// How much of `given` is printed, from 0 to 1.
    pub(super) fn share(&self, given: &Units<'_>) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "texts are short")]
        let share = self.common as f64 / given.len().max(1) as f64;
        share
    }

    /// Whether what is printed is more than [`LOOSEST`] times as long as `given`, so that
    /// its words may be in common by chance.
    pub(super) fn is_loose(&self, given: &Units<'_>) -> bool {
        self.window.len() > LOOSEST * given.len()
    }

    /// Bytes of `printed` from the first to the last unit in common.
    pub(super) fn range(&self, printed: &Units<'_>) -> Range<usize> {
        printed.bytes(&self.window)
    }

    /// Where the two texts differ, within what they have in common; how a figure
    /// is written is no difference.
    pub(super) fn changes(&self, given: &Units<'_>, printed: &Units<'_>) -> Vec<Change> {
        let told = self.differing().into_iter().filter_map(|(old, new)| {
            let old = whole(given.text, given.bytes(&old));
            let new = whole(printed.text, printed.bytes(&new));
            let (given, printed) = (given.text[old].trim(), printed.text[new].trim());
            (!same_figures(given, printed))
                .then(|| Change { given: given.to_owned(), printed: printed.to_owned() })
        });
        told.collect()
    }

    /// Units of the statement and of the window that are not the same, those with
    /// little between them together.
    fn differing(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let mut ranges: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for op in self.ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
            let (old, new) = (op.old_range(), op.new_range());
            let start = new.start.max(self.window.start);
            let new = start..new.end.min(self.window.end).max(start);
            if old.is_empty() && new.is_empty() {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if old.start < last.0.end + APART && new.start < last.1.end + APART => {
                    *last = (last.0.start..old.end, last.1.start..new.end);
                }
                _ => ranges.push((old, new)),
            }
        }
        ranges
    }
}

/// Bytes `range` of `text` with the figures and dates that it cuts.
fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    let figures = with_whole_figures(text, range.clone());
    let dates = mentions(text, None).into_iter().map(|date| date.span);
    let cut = dates.filter(|date| !range.is_empty() && overlap(date, &range));
    cut.fold(figures, |all, one| all.start.min(one.start)..all.end.max(one.end))
}

/// Whether both are one figure and nothing else, of one amount and equally exact.
fn same_figures(left: &str, right: &str) -> bool {
    let whole = |text: &str| {
        let mut found = figures(text);
        found.pop().filter(|one| found.is_empty() && one.span == (0..text.len()))
    };
    matches!((whole(left), whole(right)), (Some(left), Some(right))
        if left.same_amount(&right) && left.qualifier == right.qualifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(given: &str, printed: &str) -> Vec<(String, String)> {
        let (given, printed) = (Units::of(given), Units::of(printed));
        let both = align(&given, &printed).expect("something in common");
        both.changes(&given, &printed).into_iter().map(|one| (one.given, one.printed)).collect()
    }

    #[test]
    fn a_run_is_found_in_any_script_width_and_spacing() {
        let printed = "他表示，現時有逾６０間 企業\n簽約進駐，其中六成來自內地。";
        let found = |part: &str| Units::of(printed).find(&Units::of(part)).map(|at| &printed[at]);
        assert_eq!(found("有逾60间企业签约"), Some("有逾６０間 企業\n簽約"));
        assert_eq!(found("有逾6間"), None, "6 is not in 60");
        assert_eq!(found("0間企業"), None);
    }

    #[test]
    fn what_differs_is_told_in_whole_figures() {
        let printed = "政府去年共批出24億元，資助18個項目。";
        assert_eq!(
            changed("政府去年共批出42億元，資助18個項目", printed),
            [("42億元".to_owned(), "24億元".to_owned())]
        );
        assert_eq!(changed("政府去年共批出HK$2.4 billion，資助18個項目", printed), []);
        assert_eq!(
            changed("政府共批出24億元", "政府未有批出24億元"),
            [("共".to_owned(), "未有".to_owned())]
        );
    }

    #[test]
    fn a_statement_is_located_where_its_first_words_stand_twice() {
        let printed = "中心總監表示，截至今年二月底，中心累計接獲2,310宗檢測申請，完成2,064宗。";
        let (given, printed) = (Units::of("中心累計接獲2,301宗檢測申請"), Units::of(printed));
        let both = locate(&given, &printed).expect("in common");
        let changes = both.changes(&given, &printed);
        assert_eq!(changes.len(), 1, "{changes:?}");
        assert_eq!((&*changes[0].given, &*changes[0].printed), ("2,301宗", "2,310宗"));
        assert!(align(&given, &printed).is_some_and(|whole| whole.ratio < both.ratio));
    }

    #[test]
    fn what_stands_around_the_statement_is_no_change() {
        let printed = "財政司司長表示，政府共批出24億元，明年檢討。";
        let both = align(&Units::of("共批出24億元"), &Units::of(printed)).expect("in common");
        assert!((both.ratio - 1.0).abs() < f64::EPSILON);
        assert_eq!(&printed[both.range(&Units::of(printed))], "共批出24億元");
        assert_eq!(changed("共批出24億元", printed), []);
        assert!(align(&Units::of("西橋"), &Units::of("園區")).is_none());
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_itself(text in "[\\PC]{0,40}") {
            let units = Units::of(&text);
            if units.len() > 0 {
                let own = align(&units, &units).expect("in common");
                proptest::prop_assert!(own.changes(&units, &units).is_empty());
                proptest::prop_assert!(units.find(&units).is_some());
            }
        }

        #[test]
        fn changes_are_of_both_texts(left in "[約24億元批出a%.]{1,20}", right in "[約42億元批出b%.]{1,20}") {
            let (given, printed) = (Units::of(&left), Units::of(&right));
            if let Some(both) = align(&given, &printed) {
                for change in both.changes(&given, &printed) {
                    proptest::prop_assert!(left.contains(&change.given));
                    proptest::prop_assert!(right.contains(&change.printed));
                }
            }
        }
    }
}
