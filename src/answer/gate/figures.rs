//! Every figure of a claim is in the sentences that it cites, as exact as there.

use std::ops::Range;

use super::lexicon::{self, Kind};
use super::{Failure, Premise};
use crate::text::date::Mention;
use crate::text::figure::{Figure, Qualifier, Unit, figures, is_numeral};
use crate::text::language::written_in;
use crate::text::normalize::{fold, fold_han, folded};
use crate::text::sentence::clauses;
use crate::text::span::covers;

/// Below it a number is of few things.
const FEW: f64 = 10.0;

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
    let loose = numbers(claim).into_iter().find(|(run, at)| {
        // The second run of 30,000 or 0.8 goes on with a number.
        let goes_on = claim[..*at].ends_with([',', '，', '.', '．']);
        let whole = known(*at) && (goes_on || !is_padded(run, &claim[*at..]));
        !whole && !premises.iter().any(|one| one.has(run))
    });
    loose.map_or(Ok(()), |(run, _)| Err(Failure::Figure(run)))
}

fn check_figure(claim: &str, figure: &Figure, premises: &[&Premise]) -> Result<(), Failure> {
    let words = || claim[figure.span.clone()].trim().to_owned();
    let same = |figure: &Figure| same(claim, figure, premises);
    let mut printed = same(figure);
    if let (true, Some(to)) = (printed.is_empty(), figure.to) {
        // 由26億增至31億 is one range, and may be printed as two figures.
        let ends = [figure.value, to].map(|value| Figure { value, to: None, ..figure.clone() });
        let both = ends.map(|end| same(&end));
        if both.iter().all(|found| !found.is_empty()) {
            printed = both.into_iter().flatten().collect();
        }
    }
    if printed.is_empty() {
        let accepted = is_article(claim, figure) || is_year_of(figure, premises);
        return if accepted { Ok(()) } else { Err(Failure::Figure(words())) };
    }
    let exactly = lexicon::has(&folded(claim), Kind::Exactly);
    let agrees = printed.iter().any(|(figure_there, premise)| {
        let (claimed, printed) = (figure.qualifier, figure_there.qualifier);
        let told = is_most(figure, claim);
        let said = is_most(figure_there, &premise.text);
        if told || said { told == said } else { as_exact(claimed, printed, exactly) }
    });
    if agrees { Ok(()) } else { Err(Failure::Exactness(words())) }
}

/// The figures of the premises that state the amount of `figure`, each with its
/// premise. A bare number may be a place in an order (Phase 2, 第二期), what another
/// language counts with a word of its own (47, 47歲), or the cell of a column whose
/// head has the unit.
fn same<'a>(
    claim: &str,
    figure: &Figure,
    premises: &[&'a Premise],
) -> Vec<(&'a Figure, &'a Premise)> {
    let chinese = written_in(claim).is_chinese();
    let is_same = |printed: &Figure, premise: &Premise| {
        let abroad = premise.language.is_chinese() != chinese;
        let as_printed = || Figure { unit: printed.unit.clone(), ..figure.clone() };
        let unit_apart = match (&figure.unit, &printed.unit) {
            (Unit::Plain, Unit::Rank) | (Unit::Rank, Unit::Plain) => true,
            (Unit::Plain, Unit::Counted(_)) | (Unit::Counted(_), Unit::Plain) if abroad => true,
            (Unit::Counted(unit), Unit::Plain) => premise.has(unit),
            (Unit::Percent, Unit::Plain) => premise.has("%"),
            _ => false,
        };
        let counted = abroad || is_counted_alike(claim, figure, &premise.text, printed);
        printed.same_amount(figure) && counted || unit_apart && printed.same_amount(&as_printed())
    };
    let of = |premise: &&'a Premise| {
        let premise: &'a Premise = premise;
        premise.figures.iter().map(move |figure| (figure, premise))
    };
    premises.iter().flat_map(of).filter(|(printed, premise)| is_same(printed, premise)).collect()
}

/// Few things are counted by many words, and every sentence has some: 兩地 is not
/// 兩家機構. What is counted is the same where the counter or what follows it is.
fn is_counted_alike(claim: &str, figure: &Figure, text: &str, printed: &Figure) -> bool {
    let next = |text: &str, at: usize| text[at..].chars().next().map(fold_han);
    let few = figure.value < FEW && figure.unit.is_counter() && printed.unit.is_counter();
    !few || figure.unit == printed.unit
        || next(claim, figure.span.end) == next(text, printed.span.end)
}

/// Whether a figure of `text` is said to be the most, beside it or elsewhere in its
/// clause.
fn is_most(figure: &Figure, text: &str) -> bool {
    let clause = || clauses(text).into_iter().find(|clause| clause.contains(&figure.span.start));
    let said =
        || clause().is_some_and(|clause| lexicon::has(&folded(&text[clause]), Kind::Ceiling));
    match figure.qualifier {
        Qualifier::AtMost => true,
        Qualifier::Exact => said(),
        _ => false,
    }
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
pub(super) fn is_article(claim: &str, figure: &Figure) -> bool {
    let words = &claim[figure.span.clone()];
    let counts = match &figure.unit {
        Unit::Plain => true,
        Unit::Counted(unit) => !figure.unit.is_date_part() && unit != "倍",
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

/// Whether a run of digits, at the start of `rest`, begins with a nought, as in a
/// telephone number: then it is no amount. The 0 of 0.8 is one.
fn is_padded(run: &str, rest: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let decimal = || rest[1..].strip_prefix('.').is_some_and(|rest| rest.starts_with(digit));
    run.starts_with('0') && (run[1..].starts_with(digit) || run == "0" && !decimal())
}

/// Runs of letters and digits with a digit in them, and runs of Chinese numerals but
/// for a lone 一, folded, and the byte of `text` where the first digit stands.
fn numbers(text: &str) -> Vec<(String, usize)> {
    let folded = fold(text);
    let chars = folded.chars();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let han = is_numeral(chars[at]);
        let of_run = |c: &&char| if han { is_numeral(**c) } else { c.is_ascii_alphanumeric() };
        let length = chars[at..].iter().take_while(of_run).count();
        let run = &chars[at..at + length];
        let first = run.iter().position(|c| han || c.is_ascii_digit());
        if let Some(first) = first.filter(|_| run != ['一']) {
            runs.push((run.iter().collect(), folded.origin(at + first..at + first + 1).start));
        }
        at += length.max(1);
    }
    runs
}
