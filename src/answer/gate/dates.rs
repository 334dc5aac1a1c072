//! Every date of a claim is one that its cited sentences give.

use super::{Failure, Premise};
use crate::text::date::{Mention, Precision, Resolved};

/// Fails for a date of `claim` that no premise gives.
///
/// `dates` are counted from the day of asking, those of a premise from the day of
/// its document, so that 今年 copied from a page of last year is another year. A
/// date may be said less exactly than it is printed, by its month or its year. The
/// day of a document itself may be named.
pub(super) fn check(claim: &str, dates: &[Mention], premises: &[&Premise]) -> Result<(), Failure> {
    let unknown = dates.iter().find(|date| !premises.iter().any(|one| gives(one, date)));
    unknown.map_or(Ok(()), |date| Err(Failure::Date(claim[date.span.clone()].trim().to_owned())))
}

fn gives(premise: &Premise, claimed: &Mention) -> bool {
    let Some(resolved) = claimed.resolved() else {
        // 近年, or a day without a calendar: the sentence has one that is as vague.
        return premise.dates.iter().any(|date| date.resolved().is_none());
    };
    let published = premise.published.map(Resolved::Day);
    published == Some(resolved)
        || premise.dates.iter().any(|date| {
            date.resolved().is_some_and(|printed| {
                printed == resolved || same_days(date, claimed) || holds(claimed, date)
            })
        })
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
