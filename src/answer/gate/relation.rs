//! The figure of a claim is of the thing that the claim says: the reader is asked
//! the claim as a question.

use std::ops::Range;

use super::{Failure, Premise};
use crate::reader::{Reader, Text};
use crate::text::date::{Mention, mentions};
use crate::text::figure::{Figure, Unit, figures, with_whole_figures};
use crate::text::language::written_in;

/// What of a claim is asked for.
struct Asked<'a> {
    span: &'a Range<usize>,
    /// What a question has in its place.
    word: String,
}

/// Asks the reader for each figure and date of `claim` that has a rival in the
/// premises, another one of its kind; fails where it reads the rival.
///
/// The question is the claim with 多少, 何時 or their English in the place of the
/// figure or the date.
pub(super) fn check(
    claim: &str,
    dates: &[Mention],
    premises: &[&Premise],
    reader: &Reader,
) -> Result<(), Failure> {
    let chinese = written_in(claim).is_chinese();
    for figure in figures(claim) {
        let in_date = dates.iter().any(|date| date.span.contains(&figure.span.start));
        let comparable = |other: &&Figure| other.unit.is_comparable(&figure.unit);
        let printed = premises.iter().flat_map(|premise| &premise.figures);
        let rival = printed.filter(comparable).any(|other| !other.same_amount(&figure));
        if in_date || !rival {
            continue;
        }
        let asked = Asked {
            span: &figure.span,
            word: word_for(&figure, &claim[figure.span.clone()], chinese),
        };
        let Some(read) = read(claim, &asked, premises, reader) else { continue };
        let found = figures(&read);
        let same = found.iter().any(|other| other.same_amount(&figure));
        let other = found.iter().any(|other| other.unit.is_comparable(&figure.unit));
        if other && !same {
            return Err(Failure::Relation { claimed: claim[figure.span].trim().to_owned(), read });
        }
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
    reader: &Reader,
    chinese: bool,
) -> Result<(), Failure> {
    let overlaps = |other: &Mention| other.start <= date.end && date.start <= other.end;
    let printed = premises.iter().flat_map(|premise| &premise.dates);
    if !printed.filter(|other| other.start.is_some()).any(|other| !overlaps(other)) {
        return Ok(());
    }
    let word = if chinese { "何時" } else { "when" };
    let asked = Asked { span: &date.span, word: word.to_owned() };
    let Some(read) = read(claim, &asked, premises, reader) else { return Ok(()) };
    let published = premises.first().and_then(|premise| premise.published);
    let found: Vec<Mention> =
        mentions(&read, published).into_iter().filter(|one| one.start.is_some()).collect();
    if found.is_empty() || found.iter().any(overlaps) {
        return Ok(());
    }
    Err(Failure::Relation { claimed: claim[date.span.clone()].trim().to_owned(), read })
}

/// What the reader finds in the premise that answers best; `None` where it finds
/// nothing or cannot read.
fn read(claim: &str, asked: &Asked<'_>, premises: &[&Premise], reader: &Reader) -> Option<String> {
    let question =
        format!("{}{}{}", &claim[..asked.span.start], asked.word, &claim[asked.span.end..]);
    let texts: Vec<Text<'_>> =
        premises.iter().map(|one| Text { header: &one.header, text: &one.text }).collect();
    let readings = reader.read(&question, &texts);
    let readings =
        readings.inspect_err(|error| tracing::warn!("a claim was not read again: {error}")).ok()?;
    let best = readings
        .iter()
        .zip(premises)
        .max_by(|left, right| left.0.has_answer.total_cmp(&right.0.has_answer))?;
    let span = best.0.spans.first()?.range.clone();
    let text = &best.1.text;
    Some(text[with_whole_figures(text, span)].to_owned())
}

/// What asks for a figure of this kind.
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
    // The counter stays: 多少間, how many patents.
    let counter = words.trim_end_matches(|c: char| c.is_whitespace());
    let at =
        counter.rfind(|c: char| c.is_numeric() || "零一二三四五六七八九十百千萬万億亿".contains(c));
    let rest =
        at.map_or("", |at| &counter[at + counter[at..].chars().next().map_or(0, char::len_utf8)..]);
    match &figure.unit {
        Unit::Counted(_) => format!("{word}{rest}"),
        _ => word.to_owned(),
    }
}
