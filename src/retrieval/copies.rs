//! Copies: one text printed in several documents, which counts once.
//!
//! A press release is reprinted the next day with another headline and a few
//! other words. Its passages would fill the best places of a search, and one
//! source would look like several.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::hit::Hit;
use crate::corpus::DocumentId;
use crate::text::normalize::folded;

/// The shortest text that is told to be a copy, in letters and digits: shorter
/// ones, as the rows of tables are, may be alike and say different things.
const SHORTEST: usize = 24;

/// Texts that share so much of what they have together are near copies
/// (Jaccard index of their [`GRAM`]s).
const ALIKE: f32 = 0.8;

/// How many characters in a row are compared.
const GRAM: usize = 3;

/// A text printed again so many days later is no copy: it says that the same
/// still holds.
const DAYS: i64 = 31;

/// The best `limit` texts of `hits`: of each the printing of the earliest day,
/// at the best place that any has; the others are its [`Hit::copies`].
pub(super) fn merge(hits: Vec<Hit>, limit: usize) -> Vec<Hit> {
    let mut kept: Vec<(Hit, Print)> = Vec::with_capacity(limit);
    for hit in hits {
        if kept.len() == limit {
            break;
        }
        let print = Print::of(&hit);
        match kept.iter_mut().find(|(_, other)| other.is_copy_of(&print)) {
            Some((first, known)) if print.is_before(known) => {
                let later = std::mem::replace(first, hit);
                first.copies.push(later.passage);
                first.copies.extend(later.copies);
                *known = print;
            }
            Some((first, _)) => first.copies.push(hit.passage),
            None => kept.push((hit, print)),
        }
    }
    kept.into_iter().map(|(hit, _)| hit).collect()
}

/// What a passage is compared by.
struct Print {
    document: DocumentId,
    day: Option<NaiveDate>,
    /// Its letters and digits, folded.
    letters: Vec<char>,
    /// Its digits, which must be the same in a copy.
    digits: String,
}

impl Print {
    fn of(hit: &Hit) -> Self {
        let text = folded(&hit.passage.text);
        Self {
            document: hit.passage.document.clone(),
            day: hit.published,
            digits: text.chars().filter(char::is_ascii_digit).collect(),
            letters: text.chars().filter(|c| c.is_alphanumeric()).collect(),
        }
    }

    fn is_copy_of(&self, other: &Self) -> bool {
        self.document != other.document
            && self.letters.len().min(other.letters.len()) >= SHORTEST
            && self.is_near(other)
            && self.digits == other.digits
            && (self.letters == other.letters || alike(&self.letters, &other.letters) >= ALIKE)
    }

    /// Whether both are of one time, as far as that is known.
    fn is_near(&self, other: &Self) -> bool {
        let apart = |(left, right): (NaiveDate, NaiveDate)| (left - right).num_days().abs();
        self.day.zip(other.day).is_none_or(|days| apart(days) <= DAYS)
    }

    /// Whether this was printed first; a text without a day never was.
    fn is_before(&self, other: &Self) -> bool {
        match (self.day, other.day) {
            (Some(own), Some(others)) => own < others,
            (own, others) => own.is_some() && others.is_none(),
        }
    }
}

/// The Jaccard index of the grams of two texts, each counted as often as it
/// stands: from 0, nothing in common, to 1.
#[allow(clippy::cast_precision_loss, reason = "passages are short")]
fn alike(left: &[char], right: &[char]) -> f32 {
    let (shorter, longer) = (left.len().min(right.len()), left.len().max(right.len()));
    // More than that they cannot share.
    if (shorter as f32) < longer as f32 * ALIKE {
        return 0.0;
    }
    let mut counts: HashMap<&[char], i32> = HashMap::new();
    left.windows(GRAM).for_each(|gram| *counts.entry(gram).or_default() += 1);
    let mut shared = 0;
    for gram in right.windows(GRAM) {
        if let Some(count) = counts.get_mut(gram).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    let all = left.len() + right.len() + 2 - 2 * GRAM - shared;
    shared as f32 / all as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(document: &str, day: Option<&str>, text: &str) -> Print {
        let text = folded(text);
        Print {
            document: DocumentId::new(document),
            day: day.map(|day| day.parse().expect("a day")),
            digits: text.chars().filter(char::is_ascii_digit).collect(),
            letters: text.chars().filter(|c| c.is_alphanumeric()).collect(),
        }
    }

    const TEXT: &str =
        "園區公司今日公布，截至五月底共有128間企業進駐，較去年底增加16間，租用率升至九成一。";

    #[test]
    fn a_reprint_is_a_copy_and_another_figure_or_another_year_is_not() {
        let first = print("a", Some("2025-06-03"), TEXT);
        let reprint = TEXT.replace("園區公司今日公布", "園區公司昨日公布");
        let later = TEXT.replace("128", "131");
        assert!(first.is_copy_of(&print("b", Some("2025-06-04"), &reprint)));
        assert!(first.is_copy_of(&print("b", None, TEXT)));
        assert!(!first.is_copy_of(&print("b", Some("2025-06-04"), &later)));
        assert!(!first.is_copy_of(&print("b", Some("2026-06-04"), TEXT)));
        assert!(!first.is_copy_of(&print("a", Some("2025-06-03"), TEXT)));
        let short = "共有128間企業";
        assert!(!print("a", None, short).is_copy_of(&print("b", None, short)));
    }

    #[test]
    fn the_earliest_day_is_before_a_later_one_and_before_none() {
        let day = |day| print("a", day, TEXT);
        assert!(day(Some("2025-06-03")).is_before(&day(Some("2025-06-04"))));
        assert!(day(Some("2025-06-03")).is_before(&day(None)));
        assert!(!day(None).is_before(&day(Some("2025-06-03"))));
        assert!(!day(None).is_before(&day(None)));
    }
}
