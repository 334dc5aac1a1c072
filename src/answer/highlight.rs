//! The words of a sentence that are of the kind asked for.

use std::ops::Range;

use crate::retrieval::Asks;
use crate::text::date::mentions;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::normalize::folded;

/// The pieces of `sentence` that may be the answer itself; `question` is
/// folded, and its own figures are not an answer to it.
pub(super) fn candidates(asks: Asks, question: &str, sentence: &str) -> Vec<Range<usize>> {
    let asked = figures(question);
    let is_new = |figure: &Figure| {
        let same = |other: &Figure| other.same_amount(figure);
        !asked.iter().any(same)
    };
    let of = |wanted: fn(&Unit) -> bool| -> Vec<Range<usize>> {
        let fitting =
            figures(sentence).into_iter().filter(|figure| wanted(&figure.unit) && is_new(figure));
        fitting.map(|figure| figure.span).collect()
    };
    match asks {
        Asks::HowMany => of(is_amount),
        Asks::Share => of(|unit| *unit == Unit::Percent),
        Asks::Rank => of(|unit| *unit == Unit::Rank),
        Asks::When => {
            let dates = mentions(sentence, None).into_iter().map(|mention| mention.span);
            dates.filter(|span| !question.contains(&folded(&sentence[span.clone()]))).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether answers to `asks` can be told by their form.
pub(super) fn has_form(asks: Asks) -> bool {
    matches!(asks, Asks::HowMany | Asks::Share | Asks::Rank | Asks::When)
}

/// Years and days are not amounts of anything.
fn is_amount(unit: &Unit) -> bool {
    match unit {
        Unit::Rank => false,
        Unit::Counted(unit) => !matches!(unit.as_str(), "年" | "月" | "日" | "号"),
        Unit::Plain | Unit::Percent | Unit::Money(_) => true,
    }
}
