//! The figure of a claim is of the thing that the claim says: the reader is asked
//! for it.

use std::ops::Range;

use super::figures::is_article;
use super::{Failure, Premise};
use crate::answer::rewording::BilingualReader;
use crate::reader::Text;
use crate::text::date::Mention;
use crate::text::figure::{Figure, Unit, figures, is_numeral, with_whole_figures};
use crate::text::language::written_in;
use crate::text::normalize::{fold, fold_han};
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::terms::units;

/// How much likelier, as the logarithm, the reader finds another figure than the one
/// claimed where the claim fails. Chosen on the claims of `tests/`: a smaller one
/// drops right claims, a larger one shows wrong ones.
const MARGIN: f32 = 2.0;

/// Beside fewer units than this a figure numbers a point or a note, and says nothing.
const LEAST: usize = 3;

/// What the reader makes of a question.
struct Found<'a> {
    premise: &'a Premise,
    /// Bytes of the premise.
    range: Range<usize>,
    /// The logit that its sentence answers, with the log probability of the words.
    score: f32,
}

/// Asks the reader for each figure and date of `claim` that has a rival in the
/// premises, another one of its kind; fails where the reader clearly finds the rival.
///
/// The question is the clause of the claim with 多少, 何時 or their English in the
/// place of the figure or the date.
pub(super) fn check(
    claim: &str,
    dates: &[Mention],
    premises: &[&Premise],
    reader: BilingualReader<'_>,
) -> Result<(), Failure> {
    let chinese = written_in(claim).is_chinese();
    for figure in figures(claim).into_iter().filter(|figure| !is_article(claim, figure)) {
        let comparable = |other: &Figure| other.unit.is_comparable(&figure.unit);
        let mut printed = premises.iter().flat_map(|premise| &premise.figures);
        let rival = printed.any(|other| comparable(other) && !other.same_amount(&figure));
        // 產學研1+: the sign of a name.
        let sign = claim[figure.span.end..].starts_with('+');
        if !rival || sign || dates.iter().any(|date| date.span.contains(&figure.span.start)) {
            continue;
        }
        let word = word_for(&figure, &claim[figure.span.clone()], chinese);
        let found = ask(claim, &figure.span, &word, premises, reader);
        let of = |found: &Found<'_>| {
            let read =
                || found.premise.figures.iter().filter(|one| overlap(&found.range, &one.span));
            let same = read().any(|other| other.same_amount(&figure));
            (same, same || read().any(comparable))
        };
        decide(&claim[figure.span.clone()], &found, of)?;
    }
    for date in dates.iter().filter(|date| date.start.is_some()) {
        check_date(claim, date, premises, reader, chinese)?;
    }
    Ok(())
}

fn check_date(
    claim: &str,
    date: &Mention,
    premises: &[&Premise],
    reader: BilingualReader<'_>,
    chinese: bool,
) -> Result<(), Failure> {
    let overlaps = |other: &Mention| other.start <= date.end && date.start <= other.end;
    let printed = || premises.iter().flat_map(|premise| &premise.dates);
    let dated = || printed().filter(|other| other.start.is_some());
    // A date that counts from the day of its document is another one today.
    if dated().all(overlaps) || !dated().any(overlaps) {
        return Ok(());
    }
    let found = ask(claim, &date.span, if chinese { "何時" } else { "when" }, premises, reader);
    let of = |found: &Found<'_>| {
        let dates = found.premise.dates.iter().filter(|date| date.start.is_some());
        let mut read = dates.filter(|date| overlap(&found.range, &date.span)).peekable();
        let any = read.peek().is_some();
        (read.any(overlaps), any)
    };
    decide(&claim[date.span.clone()], &found, of)
}

/// Fails where what is found first is not `claimed`, and what is is much less
/// likely. `of` says whether something found is the same, and whether it is of the
/// same kind.
fn decide(
    claimed: &str,
    found: &[Found<'_>],
    of: impl Fn(&Found<'_>) -> (bool, bool),
) -> Result<(), Failure> {
    let best = |same: bool| {
        let of_kind = found.iter().filter(|one| of(one) == (same, true));
        of_kind.max_by(|left, right| left.score.total_cmp(&right.score))
    };
    let Some(rival) = best(false) else { return Ok(()) };
    let own = best(true).map_or(f32::NEG_INFINITY, |own| own.score);
    if rival.score - own < MARGIN {
        return Ok(());
    }
    Err(Failure::Relation { claimed: claimed.trim().to_owned(), read: rival.words() })
}

/// What the reader finds in the premises for the clause of `claim` that has bytes
/// `span`, with `word` in their place; nothing where it cannot read.
fn ask<'a>(
    claim: &str,
    span: &Range<usize>,
    word: &str,
    premises: &[&'a Premise],
    reader: BilingualReader<'_>,
) -> Vec<Found<'a>> {
    let clause = clauses(claim).into_iter().find(|clause| clause.contains(&span.start));
    let clause = clause.unwrap_or(0..claim.len());
    let rest = [clause.start..span.start, span.end..clause.end.max(span.end)];
    if rest.iter().map(|part| units(&fold(&claim[part.clone()])).len()).sum::<usize>() < LEAST {
        return Vec::new();
    }
    let question = format!(
        "{}{word}{}",
        &claim[clause.start..span.start],
        &claim[span.end..clause.end.max(span.end)]
    );
    let texts: Vec<Text<'_>> =
        premises.iter().map(|one| Text { header: &one.header, text: &one.text }).collect();
    let readings = reader.read(&question, &texts);
    let readings = readings
        .inspect_err(|error| tracing::warn!("a claim was not read again: {error}"))
        .unwrap_or_default();
    let found = readings.iter().zip(premises).flat_map(|(reading, premise)| {
        let premise: &'a Premise = premise;
        reading.spans.iter().map(move |span| Found {
            premise,
            range: span.range.clone(),
            score: reading.has_answer + span.score,
        })
    });
    found.collect()
}

impl Found<'_> {
    fn words(&self) -> String {
        let text = &self.premise.text;
        text[with_whole_figures(text, self.range.clone())].to_owned()
    }
}

/// What asks for a figure of this kind, with its counter: 多少間, how many patents.
fn word_for(figure: &Figure, words: &str, chinese: bool) -> String {
    let word = match (&figure.unit, chinese) {
        (Unit::Percent, true) => "百分之多少",
        (Unit::Percent, false) => "what percentage",
        (Unit::Rank, true) => "第幾",
        (Unit::Rank, false) => "which place",
        (Unit::Money(_), true) => "多少錢",
        (Unit::Money(_), false) => "how much money",
        (Unit::Plain | Unit::Counted(_), true) => "多少",
        (Unit::Plain | Unit::Counted(_), false) => "how many",
    };
    let number = |c: char| c.is_numeric() || is_numeral(fold_han(c));
    match (&figure.unit, words.trim_end().rsplit_once(number)) {
        (Unit::Counted(_), Some((_, counter))) => format!("{word}{counter}"),
        _ => word.to_owned(),
    }
}
