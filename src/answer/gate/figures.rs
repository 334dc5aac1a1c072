//! Every figure of a claim is in the sentences that it cites, as exact as there.

use std::ops::Range;

use super::{Failure, Premise};
use crate::text::date::Mention;
use crate::text::figure::{Figure, Qualifier, Unit, figures};
use crate::text::normalize::{fold, folded};

/// Words by which a claim says that a figure is exact; folded.
const EXACTLY: &[&str] =
    &["exactly", "precisely", "正好", "刚好", "恰好", "整整", "恰恰", "不多不少"];

/// Words by which a claim says, away from the figure, that it is the most; folded.
const CEILING: &[&str] = &[
    "上限",
    "最高",
    "封顶",
    "顶额",
    "以内",
    "不得超过",
    "maximum",
    "ceiling",
    "cap",
    "capped",
    "limit",
    "limited",
    "upper",
];

/// Fails for a figure, or other digits, that no premise has. Those within a date
/// are the date's.
pub(super) fn check(claim: &str, dates: &[Mention], premises: &[&Premise]) -> Result<(), Failure> {
    let read = figures(claim);
    let in_date = |span: &Range<usize>| dates.iter().any(|date| covers(&date.span, span));
    for figure in read.iter().filter(|figure| !in_date(&figure.span)) {
        check_figure(claim, figure, premises)?;
    }
    let known = |at: usize| {
        read.iter()
            .map(|figure| &figure.span)
            .chain(dates.iter().map(|date| &date.span))
            .any(|span| span.contains(&at))
    };
    let loose = digits(claim)
        .into_iter()
        .find(|(run, at)| !known(*at) && !premises.iter().any(|one| one.has(run)));
    loose.map_or(Ok(()), |(run, _)| Err(Failure::Figure(run)))
}

fn check_figure(claim: &str, figure: &Figure, premises: &[&Premise]) -> Result<(), Failure> {
    let words = || claim[figure.span.clone()].trim().to_owned();
    let printed = premises.iter().flat_map(|premise| &premise.figures);
    let same: Vec<&Figure> = printed.filter(|printed| printed.same_amount(figure)).collect();
    if same.is_empty() {
        let accepted = is_article(claim, figure) || is_year_of(figure, premises);
        return if accepted { Ok(()) } else { Err(Failure::Figure(words())) };
    }
    let said = folded(claim);
    let exactly = EXACTLY.iter().any(|word| super::premise::contains(&said, word));
    let ceiling = CEILING.iter().any(|word| super::premise::contains(&said, word));
    let agrees = same.iter().any(|printed| {
        as_exact(figure.qualifier, printed.qualifier, exactly)
            || ceiling && printed.qualifier == Qualifier::AtMost
    });
    if agrees { Ok(()) } else { Err(Failure::Exactness(words())) }
}

/// Whether a figure may be said with `claimed` where `printed` stands: a figure may
/// lose 約 or 逾, and may not gain or change a bound.
fn as_exact(claimed: Qualifier, printed: Qualifier, exactly: bool) -> bool {
    use Qualifier::{About, AtLeast, AtMost, Exact, MoreThan, Nearly, Several};
    match (claimed, printed) {
        (Exact, Exact) => true,
        (Exact, About | Nearly | MoreThan | AtLeast | Several) => !exactly,
        (About, printed) => printed != AtMost,
        (MoreThan | AtLeast, printed) => matches!(printed, MoreThan | AtLeast),
        (Nearly, printed) => matches!(printed, Nearly | About),
        (claimed, printed) => claimed == printed,
    }
}

/// Whether `figure` only says that there is such a thing: 一項, a, one of.
fn is_article(claim: &str, figure: &Figure) -> bool {
    let words = &claim[figure.span.clone()];
    let counts = match &figure.unit {
        Unit::Plain => true,
        Unit::Counted(_) => !figure.unit.is_date_part(),
        Unit::Percent | Unit::Rank | Unit::Money(_) => false,
    };
    counts
        && figure.qualifier == Qualifier::Exact
        && figure.to.is_none()
        && (figure.value - 1.0).abs() < f64::EPSILON
        && !fold(words).chars().iter().any(char::is_ascii_digit)
}

/// Whether `figure` is the number of a year that a premise speaks of: 2026 for the
/// 明年 of a page of 2025.
fn is_year_of(figure: &Figure, premises: &[&Premise]) -> bool {
    let mut dates = premises.iter().flat_map(|premise| &premise.dates);
    matches!(&figure.unit, Unit::Plain)
        && figure.to.is_none()
        && dates.any(|date| {
            use chrono::Datelike;
            let year = |day: Option<chrono::NaiveDate>| day.map(|day| f64::from(day.year()));
            year(date.start) == Some(figure.value) && year(date.end) == Some(figure.value)
        })
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Runs of letters and digits with a digit in them, folded, and the byte of `text`
/// where the first digit stands.
fn digits(text: &str) -> Vec<(String, usize)> {
    let folded = fold(text);
    let chars = folded.chars();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = chars[at..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        let run = &chars[at..at + length];
        if let Some(first) = run.iter().position(char::is_ascii_digit) {
            runs.push((run.iter().collect(), folded.origin(at + first..at + first + 1).start));
        }
        at += length.max(1);
    }
    runs
}
