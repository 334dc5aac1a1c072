//! A claim says no where what it cites says no, and nowhere else.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Failure, Premise};
use crate::text::figure::figures;
use crate::text::language::written_in;
use crate::text::normalize::fold;
use crate::text::sentence::clauses;
use crate::text::terms::units;
use crate::text::words::segment;

/// Words that say no, and how many English words the longest one is.
static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("negation.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// What an English no is followed by where it is none: not only.
const NOT_ALONE: &[&str] = &["only", "just", "merely", "least", "doubt"];

/// A clause tells the same as another if it has so much of its units, or nearly as
/// much as the likest.
const ALIKE: f32 = 0.4;
const NEARLY: f32 = 0.85;

/// A clause with what is compared of it.
struct Clause {
    denies: bool,
    units: HashSet<String>,
}

/// Fails where a clause of `claim` and the clause that it tells differ in whether
/// they say no. Across languages clauses are known by their figures; without any,
/// both texts say no or neither does.
pub(super) fn check(claim: &str, premises: &[&Premise]) -> Result<(), Failure> {
    let claimed = read(claim);
    let printed: Vec<Clause> = premises.iter().flat_map(|premise| read(&premise.text)).collect();
    let chinese = written_in(claim).is_chinese();
    let same_language = premises.iter().all(|one| one.language.is_chinese() == chinese);
    let agree = if same_language {
        claimed.iter().all(|clause| agrees(clause, &printed, ALIKE))
    } else {
        agree_abroad(claim, premises)
    };
    if agree { Ok(()) } else { Err(Failure::Polarity) }
}

/// Whether the clauses of `printed` that tell what `clause` tells deny it if and only
/// if it does.
fn agrees(clause: &Clause, printed: &[Clause], alike: f32) -> bool {
    #[allow(clippy::cast_precision_loss, reason = "clauses are short")]
    let shared = |other: &Clause| {
        clause.units.intersection(&other.units).count() as f32 / clause.units.len().max(1) as f32
    };
    let best = printed.iter().map(shared).fold(0.0, f32::max);
    if best < alike {
        return !clause.denies || printed.iter().any(|other| other.denies);
    }
    let mut told = printed.iter().filter(|other| shared(other) >= best * NEARLY);
    told.any(|other| other.denies == clause.denies)
}

fn agree_abroad(claim: &str, premises: &[&Premise]) -> bool {
    let denies = |text: &str| read(text).iter().any(|clause| clause.denies);
    let claimed = figures(claim);
    let told = premises.iter().flat_map(|premise| {
        let clauses = clauses(&premise.text).into_iter();
        clauses.map(|clause| &premise.text[clause]).filter(|clause| {
            figures(clause).iter().any(|figure| claimed.iter().any(|one| one.same_amount(figure)))
        })
    });
    let told: Vec<bool> = told.map(denies).collect();
    if told.is_empty() {
        return denies(claim) == premises.iter().any(|premise| denies(&premise.text));
    }
    told.contains(&denies(claim))
}

/// The clauses of `text`, those without a word left out.
fn read(text: &str) -> Vec<Clause> {
    let bounds: Vec<Range<usize>> = figures(text).into_iter().map(|figure| figure.span).collect();
    let clauses = clauses(text).into_iter().map(|range| {
        let words = &text[range.clone()];
        let folded = fold(words);
        // 不超過 and "not less than" are of their figure.
        let inside = bounds.iter().filter(|figure| range.contains(&figure.start));
        let inside: Vec<_> = inside
            .map(|figure| figure.start - range.start..figure.end.min(range.end) - range.start)
            .collect();
        let denies = denials(&folded.to_string()).into_iter().any(|at| {
            let at = folded.origin_of_bytes(&at);
            !inside.iter().any(|figure| figure.contains(&at.start))
        });
        let units = units(&folded).iter().map(|unit| unit.text(&folded)).collect();
        Clause { denies, units }
    });
    clauses.filter(|clause| !clause.units.is_empty()).collect()
}

/// Bytes of the folded `text` where a word says no.
fn denials(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in segment(text) {
        let range = at..at + word.len();
        at = range.end;
        let is_english = word.bytes().all(|byte| byte.is_ascii());
        let next = || text[range.end..].split_whitespace().next().unwrap_or_default();
        let contracted = word == "n" && text[range.end..].starts_with("'t")
            || word.ends_with('n') && text[range.end..].starts_with("'t");
        let listed = WORDS.contains(word) && !(is_english && NOT_ALONE.contains(&next()));
        let yet_to = word == "yet" && next() == "to";
        if listed || contracted || yet_to {
            found.push(range);
        }
    }
    found
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
    }
}
