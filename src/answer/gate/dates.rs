//! Every date of a claim is one that its cited sentences give.

use chrono::NaiveDate;

use super::{Failure, Premise};
use crate::text::date::{Mention, Precision, mentions};
use crate::text::figure::is_numeral;
use crate::text::normalize::folded;

/// Fails for a date of `claim` that no premise gives.
///
/// `dates` are counted from the day of asking. A date that counts from another day,
/// such as 今年, may also be meant as the premise means it, from the day of its
/// document. A date may be said less exactly than it is printed, by its month or its
/// year.
pub(super) fn check(claim: &str, dates: &[Mention], premises: &[&Premise]) -> Result<(), Failure> {
    let unknown = dates.iter().enumerate().find(|(at, date)| {
        let given = |one: &&Premise| gives(one, date) || gives_as_printed(one, claim, *at, date);
        !is_vague(&claim[date.span.clone()], date, premises) && !premises.iter().any(given)
    });
    unknown
        .map_or(Ok(()), |(_, date)| Err(Failure::Date(claim[date.span.clone()].trim().to_owned())))
}

/// The day that the date `at` of `claim`, which `date` is as of the day of asking, is
/// counted from where that is another: the day of the premise that gives it so.
pub(in crate::answer) fn counted_from(
    claim: &str,
    at: usize,
    date: &Mention,
    premises: &[&Premise],
) -> Option<NaiveDate> {
    if premises.iter().any(|one| gives(one, date)) {
        return None;
    }
    let printed = premises.iter().find(|one| gives_as_printed(one, claim, at, date));
    printed.and_then(|one| one.published)
}

/// Whether `premise` gives the date `at` of `claim`, counted from the premise's own
/// day.
fn gives_as_printed(premise: &Premise, claim: &str, at: usize, date: &Mention) -> bool {
    let from = premise.published;
    let there = date.relative.then(|| mentions(claim, from).into_iter().nth(at)).flatten();
    there.is_some_and(|there| there.span == date.span && gives(premise, &there))
}

fn gives(premise: &Premise, claimed: &Mention) -> bool {
    let Some(resolved) = claimed.resolved() else { return false };
    premise.dates.iter().any(|date| {
        date.resolved() == Some(resolved) || same_days(date, claimed) || holds(claimed, date)
    })
}

/// Whether no calendar has the date: 日後, 近年, or 明年 on a page without a day. All
/// but the first has to be printed so.
fn is_vague(words: &str, date: &Mention, premises: &[&Premise]) -> bool {
    let number = |c: char| c.is_numeric() || is_numeral(c);
    let form = folded(words);
    let undated = |premise: &&Premise| premise.published.is_none() && premise.has(&form);
    let printed = || premises.iter().any(|premise| premise.has(&form));
    let vague = date.precision == Precision::Span && !form.contains(number);
    date.resolved().is_none() && (vague || printed()) || premises.iter().any(undated)
}

/// Whether both are the same days, however named.
fn same_days(left: &Mention, right: &Mention) -> bool {
    left.start.is_some() && left.start == right.start && left.end == right.end
}

/// Whether `claimed` is the month, the quarter or the year that `printed` is within.
fn holds(claimed: &Mention, printed: &Mention) -> bool {
    let unit = matches!(
        claimed.precision,
        Precision::Month
            | Precision::Quarter
            | Precision::HalfYear
            | Precision::Year
            | Precision::FiscalYear
    );
    unit && printed.precision < claimed.precision
        && claimed.start <= printed.start
        && printed.end <= claimed.end
        && claimed.start.is_some()
}
